import { setTimeout as wait } from 'node:timers/promises';
import { noteCrossings } from '../services/facts/note-crossings.ts';
import type { ServicePorts } from '../services/service-ports.ts';

/** How soon a crossing that arrived is counted. */
const pauseMs = 1000;
/** Never more than half of the time: tablets deliver first. */
const shortestPauseMs = 20;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;

export type FactJob = { readonly stop: () => Promise<void> };

/** Counts crossings as they arrive, as long as the server runs. */
export const startFacts = (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  onFault: (error: unknown) => void,
): FactJob => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const round = async (): Promise<number> => {
    const begunAtMs = performance.now();
    try {
      const noted = await noteCrossings(ports);
      const tookMs = performance.now() - begunAtMs;
      return noted > 0 ? Math.min(pauseMs, Math.max(shortestPauseMs, tookMs)) : pauseMs;
    } catch (error) {
      onFault(error);
      return pauseAfterFaultMs;
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const restMs = await round();
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
