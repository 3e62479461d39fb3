import type { Clock } from '#domain/core/clock.ts';

/** Wrong PINs that cost nothing; then each costs a longer wait. */
const freeFailures = 3;
const delaysMs = [5_000, 15_000, 60_000, 300_000] as const;

/** How long to wait after so many wrong PINs in a row, milliseconds. */
export const pinDelayMs = (failures: number): number =>
  failures <= freeFailures ? 0 : (delaysMs[failures - freeFailures - 1] ?? delaysMs[3]);

/**
 * Waits out what wrong PINs cost, by the time that this page has run: no clock that is set, and no
 * restart, makes it shorter. A page that learns of failures begins to wait then.
 */
export type PinPatience = {
  /** Milliseconds until an officer with so many failures may try again. */
  readonly waitMs: (officerId: string, failures: number) => number;
  /** Failures in a row, by the disk and by this page: a full disk counts none. */
  readonly atLeast: (officerId: string, failures: number) => number;
  /** The PIN was right. */
  readonly forget: (officerId: string) => void;
};

export const createPinPatience = (clock: Pick<Clock, 'monoMs'>): PinPatience => {
  const seen = new Map<string, { failures: number; sinceMs: number }>();
  const most = new Map<string, number>();
  return {
    atLeast: (officerId, failures) => {
      const known = Math.max(failures, most.get(officerId) ?? 0);
      most.set(officerId, known);
      return known;
    },
    forget: (officerId) => most.delete(officerId),
    waitMs: (officerId, failures) => {
      const now = clock.monoMs();
      const known = seen.get(officerId);
      const since = known?.failures === failures ? known.sinceMs : now;
      seen.set(officerId, { failures, sinceMs: since });
      return Math.max(0, pinDelayMs(failures) - (now - since));
    },
  };
};
