import { fail, ok, type Result } from '#domain/core/result.ts';
import { pushLimitBytes, type PushResponse } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { mintNonce, mintRandomId } from '../platform/ids.ts';
import type { CallFailure } from '../platform/network.ts';
import { forkLog } from '../store/fork-log.ts';
import { applyAck, noteLostRow, readBatch } from '../store/outbox.ts';
import type { EntryRow, LogRow } from '../store/rows.ts';
import { readContact } from '../store/settings.ts';
import { noteContact } from './note-contact.ts';
import type { OutgoingPush, SyncPorts } from './ports.ts';

/** Left of the limit for what stands around the entries. */
const roomBytes = 4 * 1024;
export const fullBatchBytes = pushLimitBytes - roomBytes;
const stepBytes = 32 * 1024;
const smallestBatchBytes = 1024;
const batchEntries = 500;

/** Additive increase, halving: bytes of entries the next push may carry. One entry always goes. */
export type Pace = { readonly batchBytes: number };

export type PushFailure =
  | CallFailure
  /** The server holds something else than was sent, or a row is gone: noted, for a person to see. */
  | { readonly kind: 'trouble' };

type Pushed = {
  readonly pace: Pace;
  /** Whether the log holds more, and how long the server asks to wait before it is sent. */
  readonly more: boolean;
  readonly minIntervalMs: number;
};

export type PushStep = Result<Pushed, { readonly failure: PushFailure; readonly pace: Pace }>;

/**
 * One request for one log: what follows the acknowledged position, or a heartbeat if nothing does.
 * The server's answer is the only thing that moves the position [SYNC-1].
 */
export const pushLog = async (ports: SyncPorts, log: LogRow, pace: Pace): Promise<PushStep> => {
  const { db, clock, transport } = ports;
  const limits = { bytes: pace.batchBytes, entries: batchEntries };
  const batch = await readBatch(db, log, limits);
  if (batch.length === 0 && log.head > log.ackedThrough) {
    await noteLostRow(db, log.logId, clock.wallMs());
    return fail({ failure: { kind: 'trouble' }, pace });
  }
  const request = await requestOf(ports, log, batch);
  const answer = await transport.push(request);
  if (!answer.ok) return afterFailure(answer.error, pace, batch.length);
  await noteContact(ports, request.clock.wall, answer.value);
  return afterAnswer(ports, log, answer.value, pace);
};

const requestOf = async (
  { db, clock, random, app }: SyncPorts,
  log: LogRow,
  batch: readonly EntryRow[],
): Promise<OutgoingPush> => ({
  protocol: protocolVersion,
  nonce: mintNonce(random),
  logId: log.logId,
  epochSeen: (await readContact(db)).epoch,
  from: log.ackedThrough + 1,
  entries: batch.map(({ entryId, frame }) => ({ entryId, frame: new Uint8Array(frame) })),
  clock: { wall: clock.wallMs(), mono: clock.monoMs() },
  queue: {
    depth: log.head - log.ackedThrough,
    records: log.recordsHead - log.recordsAcked,
    oldestWallMs: batch[0]?.wallMs ?? null,
  },
  app,
});

/** A batch that was too large, or perhaps too slow for the line, is sent smaller next time. */
const afterFailure = (failure: CallFailure, pace: Pace, sent: number): PushStep => {
  const tooLarge = failure.kind === 'refused' && failure.code === 'request/too-large';
  if (!tooLarge && failure.kind === 'refused') return fail({ failure, pace });
  const halved = { batchBytes: Math.max(smallestBatchBytes, Math.floor(pace.batchBytes / 2)) };
  if (tooLarge && sent > 1) return ok({ pace: halved, more: true, minIntervalMs: 0 });
  return fail({ failure, pace: halved });
};

const afterAnswer = async (
  { db, clock, random }: SyncPorts,
  log: LogRow,
  answer: PushResponse,
  pace: Pace,
): Promise<PushStep> => {
  const { minIntervalMs } = answer.pace;
  const fork = async (): Promise<PushStep> => {
    const provenThrough = Math.min(log.ackedThrough, answer.ackedThrough);
    const newLogId = mintRandomId(random);
    await forkLog(db, log.logId, { newLogId, provenThrough, deviceId: log.deviceId });
    return ok({ pace, more: true, minIntervalMs });
  };
  if (answer.command === 'fork') return fork();
  const { ackedThrough, digest } = answer;
  const outcome = await applyAck(db, log.logId, { ackedThrough, digest, nowMs: clock.wallMs() });
  // The server holds more of this log than this tablet ever wrote: an old copy of the profile came back.
  if (outcome === 'beyond-head') return fork();
  if (outcome === 'differs') return fail({ failure: { kind: 'trouble' }, pace });
  const grown = { batchBytes: Math.min(fullBatchBytes, pace.batchBytes + stepBytes) };
  const now = await db.logs.get(log.logId);
  return ok({ pace: grown, more: now !== undefined && now.head > now.ackedThrough, minIntervalMs });
};
