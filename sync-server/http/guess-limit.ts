/** Wrong codes that one address may send before it has to wait; a person mistypes less often. */
const freeGuesses = 10;

/** Wrong codes before everybody has to wait: of 2^40 codes, half an hour of these finds none. */
const freeGuessesOfAll = 200;

const windowMs = 60_000;

type GuessLimit = {
  /** Whole seconds to wait before the next try from there; 0 when it may be made now. */
  readonly waitSeconds: (address: string, nowMs: number) => number;
  readonly noteWrong: (address: string, nowMs: number) => void;
};

type Guess = { readonly address: string; readonly atMs: number };

/**
 * Counts wrong codes by address, so that who guesses keeps no other address from enrolling, and over the
 * whole server, as who guesses may have many. There are never more in memory than all may make.
 */
export const createGuessLimit = (): GuessLimit => {
  let wrong: Guess[] = [];
  const waitAfter = (guesses: readonly Guess[], free: number, nowMs: number): number => {
    const [oldest] = guesses;
    if (oldest === undefined || guesses.length < free) return 0;
    return Math.ceil((oldest.atMs + windowMs - nowMs) / 1000);
  };
  return {
    waitSeconds: (address, nowMs) => {
      wrong = wrong.filter(({ atMs }) => nowMs - atMs < windowMs);
      const ofAddress = wrong.filter((guess) => guess.address === address);
      return Math.max(
        waitAfter(ofAddress, freeGuesses, nowMs),
        waitAfter(wrong, freeGuessesOfAll, nowMs),
      );
    },
    noteWrong: (address, nowMs) => {
      wrong.push({ address, atMs: nowMs });
    },
  };
};
