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
