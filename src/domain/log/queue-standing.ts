/** What a tablet says its log holds beyond the last acknowledged position, counted before it sent. */
export type ReportedQueue = {
  readonly depth: number;
  readonly records: number;
  readonly oldestWallMs: number | null;
};

/** What of it is still unsent after a push. */
export type UnsentStanding = {
  readonly unsentEntries: number;
  readonly unsentRecords: number;
  readonly oldestUnsentWallMs: number | null;
};

/** What stands in the ledger of a log's queue before something more arrives. */
export type ToldStanding = UnsentStanding & { readonly ackedThrough: number };

/**
 * The same for what somebody else has brought. It may be older than what the tablet has said itself since:
 * then what was said since stays, less what has now arrived.
 * @param head how far the log went when it was written
 * @param records crossings that have now arrived
 */
export const unsentAfterCarried = (
  told: ToldStanding,
  head: number,
  after: { readonly ackedThrough: number; readonly records: number },
  asReported: UnsentStanding,
): UnsentStanding => {
  if (head >= told.ackedThrough + told.unsentEntries) return asReported;
  const taken = after.ackedThrough - told.ackedThrough;
  const unsentEntries = Math.max(0, told.unsentEntries - taken);
  return {
    unsentEntries,
    unsentRecords: Math.max(0, told.unsentRecords - after.records),
    oldestUnsentWallMs: unsentEntries > 0 ? told.oldestUnsentWallMs : null,
  };
};

/**
 * What the ledger holds of a reported queue is no longer unsent; what the tablet believes delivered and a
 * restored ledger does not hold is.
 * @param recordsHeld crossings from position `from` through `ackedThrough`
 */
export const unsentAfter = (
  { from, queue }: { readonly from: number; readonly queue: ReportedQueue },
  { forked, ackedThrough }: { readonly forked: boolean; readonly ackedThrough: number },
  recordsHeld: number,
): UnsentStanding => {
  const held = forked ? 0 : Math.max(0, ackedThrough - from + 1);
  const lostHere = forked ? 0 : Math.max(0, from - 1 - ackedThrough);
  const unsentEntries = Math.max(0, queue.depth - held) + lostHere;
  return {
    unsentEntries,
    unsentRecords: Math.max(0, queue.records - (held > 0 ? recordsHeld : 0)),
    oldestUnsentWallMs: unsentEntries > 0 ? queue.oldestWallMs : null,
  };
};
