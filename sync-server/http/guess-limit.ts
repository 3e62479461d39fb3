/** Wrong codes that are answered before everybody has to wait; a person mistypes less often. */
const freeGuesses = 10;
const windowMs = 60_000;

type GuessLimit = {
  /** Whole seconds to wait before the next try; 0 when it may be made now. */
  readonly waitSeconds: (nowMs: number) => number;
  readonly noteWrong: (nowMs: number) => void;
};

/** Counts wrong codes over the whole server: whoever guesses may come from many addresses. */
export const createGuessLimit = (): GuessLimit => {
  let wrongAtMs: number[] = [];
  return {
    waitSeconds: (nowMs) => {
      wrongAtMs = wrongAtMs.filter((atMs) => nowMs - atMs < windowMs);
      const [oldest = nowMs] = wrongAtMs;
      return wrongAtMs.length < freeGuesses ? 0 : Math.ceil((oldest + windowMs - nowMs) / 1000);
    },
    noteWrong: (nowMs) => {
      wrongAtMs.push(nowMs);
    },
  };
};
