/** What the city as a whole looks at, as plain rows. */
export type CityReader = {
  /** Referrals that are not closed. */
  listOpenReferrals: () => Promise<
    {
      readonly unitId: string;
      readonly recordId: string;
      readonly state: string;
      readonly raisedAtMs: number;
      readonly sinceMs: number;
    }[]
  >;
  /** Whom the registry was not asked about yet. */
  listWaitingChecks: () => Promise<{ readonly unitId: string; readonly queuedAtMs: number }[]>;
  /** Tablets at work, in the order of enrolment. */
  listTabletStates: () => Promise<
    {
      readonly unitId: string;
      readonly deviceId: string;
      readonly name: string;
      readonly lastContactAtMs: number | null;
      /** What its logs said they still hold. */
      readonly unsentRecords: number;
    }[]
  >;
};
