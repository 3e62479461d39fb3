/** Nobody types as fast: a scanner sends a key every few milliseconds. */
const scannerGapMs = 60;
/** Fewer keys than this are somebody's fingers. */
const shortestCode = 6;

export type KeyGatherer = {
  /**
   * @param key as `KeyboardEvent.key` names it
   * @param atMs any monotonic clock
   * @returns a whole code, once its last key has come
   */
  readonly press: (key: string, atMs: number) => string | null;
  /** Whether what came last was typed as only a scanner types. */
  readonly isGathering: () => boolean;
};

/**
 * Tells a scanner's typing from a hand's, and puts its keys together.
 * @param gapMs a longer pause than this begins anew
 */
export const createKeyGatherer = (gapMs = scannerGapMs): KeyGatherer => {
  let text = '';
  let lastAtMs = Number.NEGATIVE_INFINITY;
  return {
    press: (key, atMs) => {
      if (atMs - lastAtMs > gapMs) text = '';
      lastAtMs = atMs;
      if (key === 'Enter' || key === 'Tab') {
        const whole = text;
        text = '';
        return whole.length >= shortestCode ? whole : null;
      }
      // `Shift`, `F1` and the like are written out.
      if (/^.$/su.test(key)) text += key;
      return null;
    },
    isGathering: () => text.length > 1,
  };
};
