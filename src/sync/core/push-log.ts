import { mintRandomId } from '#domain/core/random.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { PushResponse } from '#protocol/push.ts';
import { composePush } from './compose-push.ts';
import { faster, slower, type Pace } from './pace.ts';
import type { SyncPorts } from './ports.ts';
import { settleDifference } from './settle-difference.ts';
import { isBehind, type TabletLog } from './tablet-log.ts';

const batchEntries = 500;

export type PushFailure =
  | CallFailure
  /** The server holds something else than was sent, or takes nothing: a person has to look. */
  | { readonly kind: 'trouble' };

type Pushed = {
  readonly pace: Pace;
  /** Whether the log holds more, and how long the server asks to wait before it is sent. */
  readonly more: boolean;
  readonly minIntervalMs: number;
  /** The server wants this tablet erased, and holds all of this log. */
  readonly mustErase: boolean;
};

export type PushStep = Result<Pushed, { readonly failure: PushFailure; readonly pace: Pace }>;

/**
 * One request for one log: what follows the acknowledged position, or a heartbeat if nothing does.
 * The server's answer is the only thing that moves the position [SYNC-1].
 */
export const pushLog = async (ports: SyncPorts, log: TabletLog, pace: Pace): Promise<PushStep> => {
  const { store, clock, transport } = ports;
  const limits = { bytes: pace.batchBytes, entries: batchEntries };
  const after = asksForProof(log) ? log.head - 1 : log.ackedThrough;
  const batch = await store.readBatch(log.logId, after, limits);
  // The next row is gone: before anything is called lost, a heartbeat asks what the server holds.
  const asksForLost = batch.length === 0 && isBehind(log);
  const sent = asksForProof(log) ? 0 : batch.length;
  const request = await composePush(ports, log, { after, batch, pace });
  const answer = await transport.push(request);
  if (!answer.ok) return afterFailure(answer.error, pace, batch.length);
  const { epoch, serverTime } = answer.value;
  await store.noteContact({
    askedWallMs: request.clock.wall,
    nowMs: clock.wallMs(),
    epoch,
    serverTime,
  });
  const alerts = request.alerts ?? [];
  if (alerts.length > 0) await store.dropAlerts(alerts.map(({ entryId }) => entryId));
  const told = request.incidents ?? [];
  if (told.length > 0) await store.noteTold(told.map(({ incidentId }) => incidentId));
  return afterAnswer(ports, log, answer.value, { pace, asksForLost, sent });
};

/** A batch that was too large, or perhaps too slow for the line, is sent smaller next time. */
const afterFailure = (failure: CallFailure, pace: Pace, sent: number): PushStep => {
  const tooLarge = failure.kind === 'refused' && failure.code === 'request/too-large';
  if (!tooLarge && failure.kind === 'refused') return fail({ failure, pace });
  if (tooLarge && sent > 1) {
    return ok({ pace: slower(pace), more: true, minIntervalMs: 0, mustErase: false });
  }
  return fail({ failure, pace: slower(pace) });
};

type Asked = { readonly pace: Pace; readonly asksForLost: boolean; readonly sent: number };

const afterAnswer = async (
  ports: SyncPorts,
  log: TabletLog,
  answer: PushResponse,
  { pace, asksForLost, sent }: Asked,
): Promise<PushStep> => {
  const { store, clock } = ports;
  const { minIntervalMs } = answer.pace;
  const goOn = ok({ pace, more: true, minIntervalMs, mustErase: false });
  if (answer.command === 'fork') {
    await leaveLog(ports, log, answer);
    return goOn;
  }
  const { ackedThrough, digest } = holdsToItsEnd(log, answer) ? ownHead(log) : answer;
  const nowMs = clock.wallMs();
  const outcome = await store.applyAck(log.logId, { ackedThrough, digest, nowMs });
  // The server holds more of this log than this tablet ever wrote: an old copy of the profile came back.
  if (outcome === 'beyond-head') {
    await leaveLog(ports, log, answer);
    return goOn;
  }
  if (outcome === 'differs') {
    const isSettled = await settleDifference(ports, log, ackedThrough);
    return isSettled ? goOn : fail({ failure: { kind: 'trouble' }, pace });
  }
  const isLost = asksForLost && ackedThrough === log.ackedThrough;
  if (outcome === 'row-lost' || isLost) {
    const incidentId = mintRandomId(ports.random);
    await store.mendLostRows(log.logId, { ackedThrough, digest, incidentId, nowMs });
    return goOn;
  }
  // Asked again at once, a server that takes nothing would be asked for ever.
  if (sent > 0 && ackedThrough === log.ackedThrough)
    return fail({ failure: { kind: 'trouble' }, pace });
  const now = await store.readLog(log.logId);
  const more = now !== null && isBehind(now);
  const mustErase = answer.command === 'erase';
  return ok({ pace: faster(pace), more, minIntervalMs, mustErase });
};

/**
 * A log that was left ends before the server's copy of it may end, so the digest there says nothing. Its
 * last entry, sent once more, does: the server holds the very same one, or there is another.
 */
const asksForProof = (log: TabletLog): boolean => log.state === 'forked' && !isBehind(log);

const holdsToItsEnd = (log: TabletLog, { ackedThrough, results }: PushResponse): boolean =>
  asksForProof(log) &&
  ackedThrough > log.head &&
  results.some(({ status, through }) => status === 'duplicate' && through === log.head);

const ownHead = ({ head, headDigest }: TabletLog) => ({ ackedThrough: head, digest: headDigest });

const leaveLog = (
  { store, random, clock }: SyncPorts,
  log: TabletLog,
  { ackedThrough }: PushResponse,
): Promise<void> =>
  store.forkLog(log.logId, {
    newLogId: mintRandomId(random),
    provenThrough: log.state === 'forked' ? 0 : Math.min(log.ackedThrough, ackedThrough),
    deviceId: log.deviceId,
    cause: 'log/forked',
    incidentIds: [mintRandomId(random), mintRandomId(random)],
    nowMs: clock.wallMs(),
  });
