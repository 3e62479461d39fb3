import { setTimeout as wait } from 'node:timers/promises';
import { foldMarked } from '../services/board/fold-marked.ts';
import type { ServicePorts } from '../services/service-ports.ts';

/** How soon what was said of a record is counted. */
const pauseMs = 500;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;

export type BoardCountsJob = { readonly stop: () => Promise<void> };

/** Keeps the hours of the board true to what is said of records later, as long as the server runs. */
export const startBoardCounts = (
  ports: Pick<ServicePorts, 'store' | 'clock' | 'openFrame'>,
  onFault: (error: unknown) => void,
): BoardCountsJob => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let restMs = pauseMs;
      try {
        // Between two pieces others get their turn.
        if ((await foldMarked(ports)) > 0) restMs = 20;
      } catch (error) {
        onFault(error);
        restMs = pauseAfterFaultMs;
      }
      await wait(restMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
