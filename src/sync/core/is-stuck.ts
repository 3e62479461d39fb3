/** So old may something unsent become while the server is met. */
const waitedTooLongMs = 15 * 60_000;
/** The queue moves, or an attempt is made, at least this often where nothing forbids it. */
const stillTooLongMs = 60_000;

export type Sight = {
  /** When the oldest unsent entry was kept; null when nothing waits. */
  readonly oldestUnsentWallMs: number | null;
  readonly wallMs: number;
  /** Whether the last attempt met the server. */
  readonly reached: boolean;
  /** How long nothing was acknowledged. */
  readonly stillMs: number;
  /** How long an attempt has been due, and nobody of this profile made one. */
  readonly untriedMs: number;
};

/** Whether the queue stands still although it could move, whatever the cause [LIVE-4]. */
export const isStuck = (sight: Sight): boolean => {
  if (sight.oldestUnsentWallMs === null) return false;
  const waitedMs = sight.wallMs - sight.oldestUnsentWallMs;
  const standsStill = sight.reached && waitedMs > waitedTooLongMs && sight.stillMs > stillTooLongMs;
  return standsStill || sight.untriedMs > stillTooLongMs;
};
