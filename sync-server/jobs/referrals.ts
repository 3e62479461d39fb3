import { noteReferrals } from '../services/referrals/note-referrals.ts';
import type { ServicePorts } from '../services/service-ports.ts';
import { keepOn, type Job } from './keep-on.ts';
import { lookThrough } from './look-through.ts';

/** As long as a possible case is kept. */
const detailsKeptMs = 45 * 86_400_000;

type JobPorts = Pick<ServicePorts, 'store' | 'clock' | 'openFrame'> & {
  /** Sends on what waits; null: there is no system to send to. @returns how many it took */
  readonly deliver: (() => Promise<number>) | null;
};

/** Notes referrals as they arrive and sends them on, as long as the server runs. */
export const startReferrals = (ports: JobPorts, onFault: (error: unknown) => void): Job => {
  const isDelivered = ports.deliver !== null;
  const note = lookThrough(ports, {
    note: (receivedSinceMs) => noteReferrals(ports, { receivedSinceMs, isDelivered }),
    afterAll: () =>
      ports.store.transact((tx) => tx.forgetReferralDetails(ports.clock() - detailsKeptMs)),
  });
  // Side by side: a system that is slow holds up no queue.
  return keepOn([note, ...(ports.deliver ? [ports.deliver] : [])], onFault);
};
