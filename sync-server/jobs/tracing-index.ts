import { setTimeout as wait } from 'node:timers/promises';
import { indexCrossings, type IndexPorts } from '../services/tracing/index-crossings.ts';
import type { ServicePorts } from '../services/service-ports.ts';

/** How soon something new is found. Who asks does not wait for it: a look reads on first. */
const pauseMs = 1000;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;
const tidyEveryMs = 3_600_000;
/** As long as a possible case is kept. */
const endedKeptMs = 45 * 86_400_000;

export type TracingJob = { readonly stop: () => Promise<void> };

/** Keeps the index of crossings up with the feeds, as long as the server runs. */
export const startTracing = (
  ports: IndexPorts & Pick<ServicePorts, 'clock'>,
  onFault: (error: unknown) => void,
): TracingJob => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let tidiedAtMs = Number.NEGATIVE_INFINITY;

  const tidy = async (): Promise<void> => {
    if (performance.now() - tidiedAtMs < tidyEveryMs) return;
    tidiedAtMs = performance.now();
    await ports.store.transact((tx) => tx.forgetTraceCases(ports.clock() - endedKeptMs));
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let restMs = pauseMs;
      try {
        await tidy();
        // An old ledger is read in small parts: tablets that deliver go first.
        if ((await indexCrossings(ports)) > 0) restMs = 0;
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
