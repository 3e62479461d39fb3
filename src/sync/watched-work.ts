/** Runs something once after a while. @returns cancel */
export type Schedule = (delayMs: number, run: () => void) => () => void;

export const scheduleOnTimer: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

/** The work showed no progress for too long. It may still be running; nobody waits for it any more. */
export class WorkGivenUp extends Error {
  override readonly name = 'WorkGivenUp';
}

/**
 * Waits for work as long as it makes progress, and not for ever for work that does not [LIVE-2].
 * @param work calls `progress` whenever something happened
 */
export const watchedWork = async <Value>(
  limitMs: number,
  schedule: Schedule,
  work: (progress: () => void) => Promise<Value>,
): Promise<Value> => {
  let cancel: () => void = () => undefined;
  let giveUp: () => void = () => undefined;
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = () => reject(new WorkGivenUp());
  });
  const progress = () => {
    cancel();
    cancel = schedule(limitMs, giveUp);
  };
  progress();
  try {
    return await Promise.race([work(progress), givenUp]);
  } finally {
    cancel();
  }
};
