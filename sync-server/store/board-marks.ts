export type BoardReader = {
  /**
   * What would be otherwise if the board showed something else of a unit, by unit id; cheap, however much is
   * held. What waits for an identity check is not in it.
   */
  readBoardMarks: () => Promise<Map<string, string>>;
  /** Referrals that are not closed, by unit. */
  countOpenReferrals: () => Promise<Map<string, number>>;
  /** Declarations that wait to be checked, by unit. */
  countWaitingByUnit: () => Promise<Map<string, number>>;
  /** Those of one unit, by the beginning of the hour they were queued in. */
  countWaitingByHour: (unitId: string, fromMs: number) => Promise<Map<number, number>>;
};
