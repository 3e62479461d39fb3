import type { BatchOutcome, ClaimedBatch } from '../../store/sendings.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { MassFailure, MassMessenger } from './mass-messenger.ts';

export type SendingPorts = Pick<ServicePorts, 'store' | 'clock' | 'random'> & {
  readonly messenger: MassMessenger;
  /** People a second, all servers together. */
  readonly perSecond: number;
};

/** How long an answer is waited for. */
const patienceMs = 5000;
/** After it nobody is waiting for an answer any more: what was claimed is asked about. */
const claimMs = 8000;
const atOnce = 4;
const firstDelayMs = 1000;
const longestDelayMs = 60_000;
/** It says no to the batch itself. */
const mostRefusals = 5;
/** People are told within minutes, or their telephones are off. */
const firstReportMs = 2000;
const reportEveryMs = 30_000;

const mintClaim = ({ random }: SendingPorts): string => Buffer.from(random(16)).toString('hex');
const keyOf = ({ bulletinId, batch }: ClaimedBatch): string => `${bulletinId}:${batch}`;

/**
 * Sends what is due. That a batch is being sent is durable before a word of it leaves, so that whoever comes after a
 * crash asks instead of sending again. @returns how many were claimed
 */
export const sendDue = async (ports: SendingPorts): Promise<number> => {
  const { store, clock, perSecond } = ports;
  // So that an idle server writes nothing.
  if (!(await store.hasRunningSendings())) return 0;
  const nowMs = clock();
  const claim = mintClaim(ports);
  const wish = { claim, nowMs, untilMs: nowMs + claimMs, limit: atOnce, perSecond };
  const claimed = await store.transact((tx) => tx.claimBatches(wish));
  return settleAll(ports, claim, claimed, (batch) => send(ports, batch));
};

/** Asks about what nobody can say of whether it was taken, and what has become of what was. @returns how many */
export const askDue = async (ports: SendingPorts): Promise<number> => {
  const { store, clock } = ports;
  if (!(await store.hasRunningSendings())) return 0;
  const nowMs = clock();
  const claim = mintClaim(ports);
  const wish = { claim, nowMs, untilMs: nowMs + claimMs, limit: 4 * atOnce };
  const claimed = await store.transact((tx) => tx.claimQuestions(wish));
  const count = await settleAll(ports, claim, claimed, (batch) => ask(ports, batch));
  if (count === 0) await store.transact((tx) => tx.endSendings(clock()));
  return count;
};

/** Before anything is sent in another life of the database. */
export const distrustOldPlans = async ({
  store,
  clock,
}: Pick<ServicePorts, 'store' | 'clock'>): Promise<void> => {
  const epoch = await store.epoch();
  await store.transact((tx) => tx.distrustBatches(epoch, clock()));
};

const settleAll = async (
  { store }: SendingPorts,
  claim: string,
  claimed: readonly ClaimedBatch[],
  work: (batch: ClaimedBatch) => Promise<BatchOutcome>,
): Promise<number> => {
  if (claimed.length === 0) return 0;
  const outcomes = await Promise.all(
    claimed.map(async (batch) => ({ batch, outcome: await work(batch) })),
  );
  await store.transact(async (tx) => {
    for (const { batch, outcome } of outcomes) await tx.settleBatch(claim, batch, outcome);
  });
  return claimed.length;
};

const send = async (ports: SendingPorts, batch: ClaimedBatch): Promise<BatchOutcome> => {
  const { store, clock, messenger } = ports;
  const recipients = await store.listSubscribers(batch.from, batch.through);
  const none = { accepted: 0, refused: 0, delivered: 0, failed: 0 };
  // All of them were taken off the list meanwhile.
  if (recipients.length === 0) return { kind: 'taken', dueAtMs: null, ...none };
  const { title, text } = batch;
  const sent = await messenger.send({ key: keyOf(batch), title, text, recipients }, patienceMs);
  if (!sent.ok) return afterFailure(ports, batch, sent.error);
  const { accepted, refused } = sent.value;
  const dueAtMs = accepted === 0 ? null : clock() + firstReportMs;
  return { kind: 'taken', dueAtMs, ...none, accepted, refused };
};

const afterFailure = (
  { clock }: SendingPorts,
  { attempts }: ClaimedBatch,
  { kind, notBeforeMs }: MassFailure,
): BatchOutcome => {
  const nowMs = clock();
  // Not before everything that may still be on its way has arrived.
  if (kind === 'unknown') return { kind: 'unknown', dueAtMs: nowMs + claimMs - patienceMs };
  if (kind === 'refused' && attempts >= mostRefusals) return { kind: 'dead', reason: kind };
  const delayMs = Math.min(firstDelayMs * 2 ** Math.min(attempts - 1, 10), longestDelayMs);
  const wantedMs = Math.min(notBeforeMs ?? nowMs + delayMs, nowMs + longestDelayMs);
  return { kind: 'waiting', dueAtMs: Math.max(nowMs, wantedMs), reason: kind };
};

const ask = async (
  { clock, messenger }: SendingPorts,
  batch: ClaimedBatch,
): Promise<BatchOutcome> => {
  const answer = await messenger.ask(keyOf(batch), patienceMs);
  const nowMs = clock();
  if (!answer.ok) return { kind: 'unknown', dueAtMs: nowMs + firstDelayMs };
  if (answer.value === null) return { kind: 'waiting', dueAtMs: nowMs, reason: 'not-taken' };
  const { accepted, delivered, failed } = answer.value;
  const isOver = delivered + failed >= accepted;
  const dueAtMs = isOver ? null : nowMs + (batch.isTaken ? reportEveryMs : firstReportMs);
  return { kind: 'taken', dueAtMs, ...answer.value };
};
