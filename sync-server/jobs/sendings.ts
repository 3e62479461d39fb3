import { setTimeout as wait } from 'node:timers/promises';
import {
  askDue,
  distrustOldPlans,
  sendDue,
  type SendingPorts,
} from '../services/sending/run-sendings.ts';

/** How soon something that is due is seen. */
const pauseMs = 200;
/** A database that is busy or a bug: neither gets better by haste. */
const pauseAfterFaultMs = 5000;

export type SendingJob = { readonly stop: () => Promise<void> };

/** Sends what was planned and asks what became of it, as long as the server runs. */
export const startSendings = (
  ports: SendingPorts,
  onFault: (error: unknown) => void,
): SendingJob => {
  const stopping = new AbortController();
  const { signal } = stopping;
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
  const run = async (): Promise<void> => {
    let isChecked = false;
    const checked = async (): Promise<number> => {
      if (!isChecked) await distrustOldPlans(ports);
      isChecked = true;
      return sendDue(ports);
    };
    // Side by side: what is asked about holds up nothing that is sent.
    await Promise.all([keepOn(checked), keepOn(() => askDue(ports))]);
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
