import { mintNonce, mintRandomId } from '#domain/core/random.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { PushResponse } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { faster, slower, type Pace } from './pace.ts';
import type { OutgoingPush, SyncPorts } from './ports.ts';
import { isBehind, type PlacedEntry, type TabletLog } from './tablet-log.ts';

const batchEntries = 500;

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
export const pushLog = async (ports: SyncPorts, log: TabletLog, pace: Pace): Promise<PushStep> => {
  const { store, clock, transport } = ports;
  const limits = { bytes: pace.batchBytes, entries: batchEntries };
  const batch = await store.readBatch(log.logId, log.ackedThrough, limits);
  if (batch.length === 0 && isBehind(log)) {
    await store.noteLostRow(log.logId, clock.wallMs());
    return fail({ failure: { kind: 'trouble' }, pace });
  }
  const request = await requestOf(ports, log, batch);
  const answer = await transport.push(request);
  if (!answer.ok) return afterFailure(answer.error, pace, batch.length);
  const { epoch, serverTime } = answer.value;
  const heard = { askedWallMs: request.clock.wall, nowMs: clock.wallMs(), epoch, serverTime };
  await store.noteContact(heard);
  return afterAnswer(ports, log, answer.value, pace);
};

const requestOf = async (
  { store, clock, random, app }: SyncPorts,
  log: TabletLog,
  batch: readonly PlacedEntry[],
): Promise<OutgoingPush> => ({
  protocol: protocolVersion,
  nonce: mintNonce(random),
  logId: log.logId,
  epochSeen: (await store.readContact()).epoch,
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
  if (tooLarge && sent > 1) return ok({ pace: slower(pace), more: true, minIntervalMs: 0 });
  return fail({ failure, pace: slower(pace) });
};

const afterAnswer = async (
  { store, clock, random }: SyncPorts,
  log: TabletLog,
  answer: PushResponse,
  pace: Pace,
): Promise<PushStep> => {
  const { minIntervalMs } = answer.pace;
  const fork = async (): Promise<PushStep> => {
    const provenThrough = Math.min(log.ackedThrough, answer.ackedThrough);
    const newLogId = mintRandomId(random);
    await store.forkLog(log.logId, { newLogId, provenThrough, deviceId: log.deviceId });
    return ok({ pace, more: true, minIntervalMs });
  };
  if (answer.command === 'fork') return fork();
  const { ackedThrough, digest } = answer;
  const outcome = await store.applyAck(log.logId, { ackedThrough, digest, nowMs: clock.wallMs() });
  // The server holds more of this log than this tablet ever wrote: an old copy of the profile came back.
  if (outcome === 'beyond-head') return fork();
  if (outcome === 'differs') return fail({ failure: { kind: 'trouble' }, pace });
  const now = await store.readLog(log.logId);
  return ok({ pace: faster(pace), more: now !== null && isBehind(now), minIntervalMs });
};
