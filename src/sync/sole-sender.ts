import type { Clock } from '#domain/core/clock.ts';
import { mintRandomId, type Random } from '#domain/core/random.ts';
import { fail } from '#domain/core/result.ts';
import type { ChotDatabase } from '../store/database.ts';
import { claimSenderLease, readSenderLease, renewSenderLease } from '../store/sender-lease.ts';
import type { Transport } from './core/ports.ts';
import type { Locks } from './ports.ts';
import { beatMs, isAbandoned } from './sender-lease.ts';

const lockName = 'chot-sync';

type Sending = (transport: Transport) => Promise<void>;

export type SoleSender = {
  /**
   * Sends, unless another page or the service worker of this profile is at it: that one sends the same queue.
   * @returns false when another one is, or took over meanwhile
   */
  readonly run: (work: Sending) => Promise<boolean>;
};

type SoleSenderOptions = {
  readonly db: ChotDatabase;
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  /** Null where the browser has no locks: then each page sends, twice at worst. */
  readonly locks: Locks | null;
};

/**
 * One sender for all pages and the service worker of a profile [LIVE-1]. A page that was frozen with the
 * lock in its hand loses it after a minute without a sign of life [LIVE-3].
 */
export const createSoleSender = (options: SoleSenderOptions): SoleSender => {
  const { db, clock, random, transport, locks } = options;
  if (locks === null) return { run: (work) => work(transport).then(() => true) };
  const senderId = mintRandomId(random);

  const sendAlone = async (work: Sending) => {
    await claimSenderLease(db, { senderId, atMs: clock.wallMs() });
    await work(leased(options, senderId));
  };
  const steal = async (work: Sending): Promise<boolean> => {
    await locks.request(lockName, { steal: true }, () => sendAlone(work));
    return true;
  };

  return {
    run: async (work) => {
      let isFree = false;
      try {
        await locks.request(lockName, { ifAvailable: true }, async (lock) => {
          isFree = lock !== null;
          if (isFree) await sendAlone(work);
        });
        if (isFree) return true;
        const lease = await readSenderLease(db, clock.wallMs());
        return isAbandoned(lease, clock.wallMs()) ? await steal(work) : false;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return false;
        throw error;
      }
    },
  };
};

/** The line of the sender: it shows itself with every call, and carries nothing once it was replaced. */
const leased = ({ db, clock, transport }: SoleSenderOptions, senderId: string): Transport => {
  let shownMonoMs = clock.monoMs();
  const isStillMine = async (): Promise<boolean> => {
    if (clock.monoMs() - shownMonoMs < beatMs) return true;
    shownMonoMs = clock.monoMs();
    return renewSenderLease(db, { senderId, atMs: clock.wallMs() });
  };
  const noNetwork = fail({ kind: 'no-network' } as const);
  return {
    push: async (request) => ((await isStillMine()) ? transport.push(request) : noNetwork),
    pull: async (query) => ((await isStillMine()) ? transport.pull(query) : noNetwork),
    reconcile: async (request) =>
      (await isStillMine()) ? transport.reconcile(request) : noNetwork,
    merged: async (request) => ((await isStillMine()) ? transport.merged(request) : noNetwork),
    readReceipt: transport.readReceipt,
  };
};
