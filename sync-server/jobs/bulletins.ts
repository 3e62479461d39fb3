import { setTimeout as wait } from 'node:timers/promises';
import { noteReceipts } from '../services/bulletins/note-receipts.ts';
import type { ServicePorts } from '../services/service-ports.ts';

/** How soon an acknowledgement that arrived is counted. */
const pauseMs = 500;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;
/** All that was ever received is looked through at the start and every so often; else only what is new. */
const lookThroughEveryMs = 600_000;
const newMs = 120_000;

export type BulletinJob = { readonly stop: () => Promise<void> };

/** Counts what officers say of bulletins as it arrives, as long as the server runs. */
export const startBulletins = (
  ports: Pick<ServicePorts, 'store' | 'clock' | 'openFrame'>,
  onFault: (error: unknown) => void,
): BulletinJob => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let lookedThroughAtMs = Number.NEGATIVE_INFINITY;

  const note = async (): Promise<number> => {
    const isDue = performance.now() - lookedThroughAtMs >= lookThroughEveryMs;
    const noted = await noteReceipts(ports, isDue ? 0 : ports.clock() - newMs);
    if (isDue && noted === 0) lookedThroughAtMs = performance.now();
    return noted;
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let restMs = pauseMs;
      try {
        if ((await note()) > 0) restMs = 0;
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
