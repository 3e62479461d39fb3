import { setTimeout as wait } from 'node:timers/promises';

/** How soon something that arrived is seen. */
const pauseMs = 400;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;

export type Job = { readonly stop: () => Promise<void> };

/** Goes on with each work, side by side, as long as the server runs. @param works each says how much it did */
export const keepOn = (
  works: readonly (() => Promise<number>)[],
  onFault: (error: unknown) => void,
): Job => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const goOn = async (work: () => Promise<number>): Promise<void> => {
    while (!signal.aborted) {
      let restMs = pauseMs;
      try {
        if ((await work()) > 0) restMs = 0;
      } catch (error) {
        onFault(error);
        restMs = pauseAfterFaultMs;
      }
      await wait(restMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = Promise.all(works.map(goOn));
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
