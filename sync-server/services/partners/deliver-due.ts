import type { ClaimedDelivery, DeliveryOutcome, DeliveryQueue } from '../../store/outbox.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { DeliveryFailure } from './delivery-failure.ts';

/** How long an answer is waited for. */
export const patienceMs = 10_000;
/** After it a delivery that nobody settled is anybody's again. */
const claimMs = 20_000;
const atOnce = 8;
const firstDelayMs = 1000;
const longestDelayMs = 60_000;
/** It says no to the message itself; somebody may mend that meanwhile, but not by waiting for days. */
const mostRefusals = 6;
/** A system that is away for longer is told by telephone: the desk is alarmed. */
const givenUpAfterMs = 72 * 3_600_000;

/** What became of one: it was taken, or is needed no more; it is not whole yet; or it was not taken. */
export type Sent = 'taken' | 'needless' | 'not-whole' | DeliveryFailure;

/**
 * Sends on what is due of a queue. What happened to one is written before the next round.
 * @returns how many were claimed
 */
export const deliverDue = async (
  { store, clock, random }: Pick<ServicePorts, 'store' | 'clock' | 'random'>,
  queue: DeliveryQueue,
  send: (delivery: ClaimedDelivery) => Promise<Sent>,
): Promise<number> => {
  // So that an idle server writes nothing.
  if ((await store.countDeliveries(queue)).waiting === 0) return 0;
  const nowMs = clock();
  const claim = Buffer.from(random(16)).toString('hex');
  const wish = { claim, nowMs, untilMs: nowMs + claimMs, limit: atOnce };
  const claimed = await store.transact((tx) => tx.claimDeliveries(queue, wish));
  const outcomes = await Promise.all(
    claimed.map(async (delivery) => ({
      delivery,
      outcome: outcomeOf(delivery, await send(delivery), clock()),
    })),
  );
  if (outcomes.length === 0) return 0;
  await store.transact(async (tx) => {
    for (const { delivery, outcome } of outcomes) {
      await tx.settleDelivery(queue, claim, delivery, outcome);
    }
  });
  return claimed.length;
};

const outcomeOf = (
  { attempts, queuedAtMs }: ClaimedDelivery,
  sent: Sent,
  nowMs: number,
): DeliveryOutcome => {
  if (sent === 'taken' || sent === 'needless') return { kind: 'done', atMs: nowMs };
  const { reason, notBeforeMs } = sent === 'not-whole' ? { reason: sent, notBeforeMs: null } : sent;
  const isTooOld = nowMs - queuedAtMs >= givenUpAfterMs;
  if (isTooOld || (reason === 'refused' && attempts >= mostRefusals)) {
    return { kind: 'dead', atMs: nowMs, reason };
  }
  const delayMs = Math.min(firstDelayMs * 2 ** Math.min(attempts - 1, 10), longestDelayMs);
  const dueAtMs = Math.max(nowMs + delayMs, Math.min(notBeforeMs ?? 0, nowMs + longestDelayMs));
  // While it is left alone nothing is learnt of the message.
  return { kind: 'again', dueAtMs, countsAsAttempt: reason !== 'resting', reason };
};
