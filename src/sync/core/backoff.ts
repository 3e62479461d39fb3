const unreachableCapMs = 30_000;
const toldToWaitCapMs = 300_000;
const firstDelayMs = 1_000;

const grown = (failures: number, capMs: number): number =>
  Math.min(capMs, firstDelayMs * 2 ** Math.min(failures, 20));

/**
 * Full jitter, so that hundreds of tablets do not come back in the same second. Capped low: an attempt
 * of 30 s and a wait of 30 s still start the next one within 60 s of the server's return [SYNC-9].
 * @param failures in a row, 1 or more
 * @param fraction random, in [0, 1)
 */
export const unreachableDelayMs = (failures: number, fraction: number): number =>
  Math.round(grown(failures, unreachableCapMs) * fraction);

/** The server spoke and said no, or named a time: at least that, at most five minutes. */
export const refusedDelayMs = (
  failures: number,
  retryAfterMs: number | null,
  fraction: number,
): number => {
  const jitterMs = grown(failures, toldToWaitCapMs) * fraction;
  return Math.round(Math.min(toldToWaitCapMs, (retryAfterMs ?? firstDelayMs) + jitterMs));
};
