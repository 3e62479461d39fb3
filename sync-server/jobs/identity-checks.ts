import { setTimeout as wait } from 'node:timers/promises';
import type { CheckPorts } from '../services/identity/ask-registry.ts';
import { queueChecks } from '../services/identity/queue-checks.ts';
import { forgetOldChecks, giveUpOld, runChecks } from '../services/identity/run-checks.ts';

/** How soon something new is seen. */
const pauseMs = 500;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;
const tidyEveryMs = 3_600_000;

export type CheckJob = { readonly stop: () => Promise<void> };

/**
 * Queues and asks as long as the server runs.
 * @param onFault is told why a round ended early; what was claimed is due again by itself
 */
export const startChecks = (ports: CheckPorts, onFault: (error: unknown) => void): CheckJob => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let tidiedAtMs = Number.NEGATIVE_INFINITY;

  const tidy = async (): Promise<void> => {
    if (performance.now() - tidiedAtMs < tidyEveryMs) return;
    tidiedAtMs = performance.now();
    await giveUpOld(ports);
    await forgetOldChecks(ports);
  };
  const round = async (): Promise<number> => {
    try {
      await tidy();
      const queued = await queueChecks(ports);
      return queued + (await runChecks(ports)) > 0 ? 0 : pauseMs;
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
