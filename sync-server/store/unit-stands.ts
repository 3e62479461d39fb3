/** The last entry in which a log told where its unit stands. */
type StandEntry = {
  readonly unitId: string;
  readonly entryId: string;
  readonly frame: Uint8Array;
};

export type UnitStandReader = {
  /** Of every log that told so since then, by the server's clock; of one unit, or of all. */
  listStands: (of: {
    readonly unitId: string | null;
    readonly receivedSinceMs: number;
  }) => Promise<StandEntry[]>;
};
