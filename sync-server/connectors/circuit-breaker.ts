export type BreakerRule = {
  /** So many failures one after the other, and it rests. */
  readonly failures: number;
  /** How long it rests at first; twice as long after each attempt that failed again. */
  readonly firstRestMs: number;
  readonly longestRestMs: number;
};

/** Leaves alone who does not answer, and tries with one question before all others follow. */
export type CircuitBreaker = {
  /** Begins a question. False: it rests, or the one attempt is under way. */
  readonly enter: (nowMs: number) => boolean;
  readonly succeed: () => void;
  /** @param notBeforeMs until when it asked to be left alone; null: it did not say */
  readonly fail: (nowMs: number, notBeforeMs: number | null) => void;
  readonly isResting: (nowMs: number) => boolean;
  /** Whether the next question is an attempt, to be made alone. */
  readonly isTrying: () => boolean;
};

/** Pure but for what it remembers; the queue plans by it, so it needs a clock of its caller's. */
export const createBreaker = (rule: BreakerRule): CircuitBreaker => {
  let failuresInRow = 0;
  let rests = 0;
  let untilMs = 0;
  let attemptUnderWay = false;

  const rest = (nowMs: number, notBeforeMs: number | null): void => {
    const restMs = Math.min(rule.firstRestMs * 2 ** rests, rule.longestRestMs);
    const asked = notBeforeMs === null ? 0 : Math.min(notBeforeMs, nowMs + rule.longestRestMs);
    untilMs = Math.max(nowMs + restMs, asked);
    rests += 1;
  };

  // A clock that was put back must not make it rest for as long.
  const isResting = (nowMs: number): boolean =>
    nowMs < untilMs && untilMs - nowMs <= rule.longestRestMs;

  return {
    enter: (nowMs) => {
      if (isResting(nowMs) || attemptUnderWay) return false;
      attemptUnderWay = rests > 0;
      return true;
    },
    succeed: () => {
      failuresInRow = 0;
      rests = 0;
      untilMs = 0;
      attemptUnderWay = false;
    },
    fail: (nowMs, notBeforeMs) => {
      failuresInRow += 1;
      // Those that were under way when it began to rest say nothing new.
      const isLate = isResting(nowMs);
      const mustRest = attemptUnderWay || notBeforeMs !== null || failuresInRow >= rule.failures;
      attemptUnderWay = false;
      if (mustRest && !isLate) rest(nowMs, notBeforeMs);
    },
    isResting,
    isTrying: () => rests > 0,
  };
};
