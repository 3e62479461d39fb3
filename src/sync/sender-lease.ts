import type { SenderLease } from '../store/setting.ts';

/** A sender shows itself at least this often while it works. */
export const beatMs = 5_000;
/** One that has not for so long is frozen, or its process is gone in a way the lock did not notice. */
const abandonedAfterMs = 60_000;

/**
 * A jump of the clock makes a lease look old, or as if from the future; then a live sender is replaced by
 * another, which does no harm: whatever is sent twice has one effect.
 */
export const isAbandoned = (lease: SenderLease, nowMs: number): boolean =>
  Math.abs(nowMs - lease.atMs) > abandonedAfterMs;
