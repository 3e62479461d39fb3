import { setTimeout as wait } from 'node:timers/promises';
import type { ServicePorts } from '../services/service-ports.ts';
import { noteReferrals } from '../services/referrals/note-referrals.ts';

/** How soon a referral that arrived is seen. */
const pauseMs = 400;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;
/** All that was ever received is looked through at the start and every so often; else only what is new. */
const lookThroughEveryMs = 600_000;
const newMs = 120_000;
/** As long as a possible case is kept. */
const detailsKeptMs = 45 * 86_400_000;

export type ReferralJob = { readonly stop: () => Promise<void> };

type JobPorts = Pick<ServicePorts, 'store' | 'clock' | 'openFrame'> & {
  /** Sends on what waits; null: there is no system to send to. @returns how many it took */
  readonly deliver: (() => Promise<number>) | null;
};

/** Notes referrals as they arrive and sends them on, as long as the server runs. */
export const startReferrals = (ports: JobPorts, onFault: (error: unknown) => void): ReferralJob => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isDelivered = ports.deliver !== null;
  let lookedThroughAtMs = Number.NEGATIVE_INFINITY;

  const note = async (): Promise<number> => {
    const isDue = performance.now() - lookedThroughAtMs >= lookThroughEveryMs;
    const receivedSinceMs = isDue ? 0 : ports.clock() - newMs;
    const noted = await noteReferrals(ports, { receivedSinceMs, isDelivered });
    if (isDue && noted === 0) {
      await ports.store.transact((tx) => tx.forgetReferralDetails(ports.clock() - detailsKeptMs));
      lookedThroughAtMs = performance.now();
    }
    return noted;
  };
  const keepOn = async (work: () => Promise<number>): Promise<void> => {
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
  // Side by side: a system that is slow holds up no queue.
  const running = Promise.all([keepOn(note), ports.deliver && keepOn(ports.deliver)]);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
