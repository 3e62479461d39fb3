/** What a record has to do with its deletion from the tablet. */
export type AgingRecord = {
  readonly logId: string;
  readonly position: number;
  /** Where the last thing that this tablet said of it stands. */
  readonly saidAt?: { readonly logId: string; readonly position: number };
  /** When it was kept, by the tablet's clock, and how far that clock was off then, if it was known. */
  readonly wallMs: number;
  readonly offsetMs?: number;
};

/** A declaration is valid for 72 hours; afterwards nobody at the post has a use for it. */
const recordRetentionMs = 72 * 3_600_000;

/**
 * Whether the tablet may forget a record: the server has signed that it holds all of it, and it is old.
 * @param provenThrough per log, how far the server's last receipt goes
 * @param server its time when it was last heard, so that a clock that jumps deletes nothing, and how far this
 * clock was off then, for records of which nobody knew
 */
export const mayForget = (
  { logId, position, saidAt, wallMs, offsetMs }: AgingRecord,
  provenThrough: ReadonlyMap<string, number>,
  server: { readonly timeMs: number; readonly offsetMs: number },
): boolean => {
  const isProven = (at: { readonly logId: string; readonly position: number }): boolean =>
    at.position <= (provenThrough.get(at.logId) ?? 0);
  // When nobody knew how far the clock was off, the record is taken to be as young as it may be.
  const keptAtMs = wallMs + (offsetMs ?? Math.max(0, server.offsetMs));
  const isOld = server.timeMs - keptAtMs > recordRetentionMs;
  return isOld && isProven({ logId, position }) && (saidAt === undefined || isProven(saidAt));
};
