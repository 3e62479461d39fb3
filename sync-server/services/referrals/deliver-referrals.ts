import type { ClaimedDelivery, DeliveryOutcome } from '../../store/referrals.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { DeliveryFailure, HealthDepartment } from './health-department.ts';
import { readReferred } from './read-referred.ts';

export type DeliveryPorts = Pick<ServicePorts, 'store' | 'clock' | 'openFrame' | 'random'> & {
  readonly department: HealthDepartment;
};

/** How long an answer is waited for. */
const patienceMs = 10_000;
/** After it a delivery that nobody settled is anybody's again. */
const claimMs = 20_000;
const atOnce = 8;
const firstDelayMs = 1000;
const longestDelayMs = 60_000;
/** It says no to the message itself; somebody may mend that meanwhile, but not by waiting for days. */
const mostRefusals = 6;
/** A system that is away for longer is told by telephone: the desk is alarmed. */
const givenUpAfterMs = 72 * 3_600_000;

/** Sends on what is due. What happened to one is written before the next round. @returns how many were claimed */
export const deliverReferrals = async (ports: DeliveryPorts): Promise<number> => {
  const { store, clock, random } = ports;
  // So that an idle server writes nothing.
  if ((await store.countDeliveries()).waiting === 0) return 0;
  const nowMs = clock();
  const claim = Buffer.from(random(16)).toString('hex');
  const wish = { claim, nowMs, untilMs: nowMs + claimMs, limit: atOnce };
  const claimed = await store.transact((tx) => tx.claimDeliveries(wish));
  const outcomes = await Promise.all(
    claimed.map(async (delivery) => ({ delivery, outcome: await send(ports, delivery) })),
  );
  if (outcomes.length === 0) return 0;
  await store.transact(async (tx) => {
    for (const { delivery, outcome } of outcomes) {
      await tx.settleDelivery(claim, delivery, outcome);
    }
  });
  return claimed.length;
};

const send = async (ports: DeliveryPorts, delivery: ClaimedDelivery): Promise<DeliveryOutcome> => {
  const { store, clock, department } = ports;
  const { unitId, recordId, entryId } = delivery;
  const kept = await store.findReferral({ unitId, recordId });
  const referred = kept && (await readReferred(ports, kept));
  const { declaration = null, crossing = null, causes = [], isVoid = false } = referred ?? {};
  if (kept === null || declaration === null || crossing === null) {
    // The rest of the person is on its way; or it was forgotten meanwhile.
    return again(ports, delivery, { reason: 'not-whole', notBeforeMs: null });
  }
  // Taken back at the post before anybody was told.
  if (isVoid) return { kind: 'done', atMs: clock() };
  const units = await store.listUnits();
  const unit = units.find((one) => one.unitId === unitId)?.name ?? unitId;
  const { raisedAtMs } = kept;
  const message = {
    idempotencyKey: entryId,
    recordId,
    unit,
    raisedAtMs,
    causes,
    declaration,
    crossing,
  };
  const failure = await department.deliver(message, patienceMs);
  return failure === null ? { kind: 'done', atMs: clock() } : again(ports, delivery, failure);
};

const again = (
  { clock }: DeliveryPorts,
  { attempts, queuedAtMs }: ClaimedDelivery,
  {
    reason,
    notBeforeMs,
  }: {
    readonly reason: DeliveryFailure['reason'] | 'not-whole';
    readonly notBeforeMs: number | null;
  },
): DeliveryOutcome => {
  const nowMs = clock();
  const isTooOld = nowMs - queuedAtMs >= givenUpAfterMs;
  if (isTooOld || (reason === 'refused' && attempts >= mostRefusals)) {
    return { kind: 'dead', atMs: nowMs, reason };
  }
  const delayMs = Math.min(firstDelayMs * 2 ** Math.min(attempts - 1, 10), longestDelayMs);
  const dueAtMs = Math.max(nowMs + delayMs, Math.min(notBeforeMs ?? 0, nowMs + longestDelayMs));
  // While it is left alone nothing is learnt of the message.
  return { kind: 'again', dueAtMs, countsAsAttempt: reason !== 'resting', reason };
};
