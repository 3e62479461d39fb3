import type { Clock } from '#domain/core/clock.ts';
import { randomFraction, type Random } from '#domain/core/random.ts';
import { refusedDelayMs, unreachableDelayMs } from './core/backoff.ts';
import type { PushFailure } from './core/push-log.ts';

/** When the next attempt may be made, and what may hasten it. */
export const createLoopPacing = (clock: Clock, random: Random) => {
  /** Failed rounds in a row. */
  let failures = 0;
  let notBeforeMonoMs = 0;
  /** The server asked for the wait, so no sign from the browser shortens it. */
  let toldToWait = false;

  const wait = (delayMs: number, told: boolean) => {
    notBeforeMonoMs = clock.monoMs() + delayMs;
    toldToWait = told;
  };
  const failed = (failure: PushFailure) => {
    failures += 1;
    const fraction = randomFraction(random);
    if (failure.kind === 'no-network') return wait(unreachableDelayMs(failures, fraction), false);
    const retryAfterMs = failure.kind === 'refused' ? failure.retryAfterMs : null;
    wait(refusedDelayMs(failures, retryAfterMs, fraction), true);
  };
  return {
    failed,
    /** @param resumeAfterMs when the server wants the next push; null: whenever there is something */
    succeeded: (resumeAfterMs: number | null) => {
      failures = 0;
      wait(resumeAfterMs ?? 0, resumeAfterMs !== null);
    },
    waitMs: () => Math.max(0, notBeforeMonoMs - clock.monoMs()),
    isToldToWait: () => toldToWait && clock.monoMs() < notBeforeMonoMs,
  };
};
