import { mintRandomId } from '#domain/core/random.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { adoptLogs } from './adopt-logs.ts';
import { fullPace, type Pace } from './pace.ts';
import type { SyncPorts } from './ports.ts';
import { pushLog, type PushFailure } from './push-log.ts';
import { freshReading, readServer, type Reading } from './reading.ts';
import { isBehind, isUnsettled, type LogOwner, type TabletLog } from './tablet-log.ts';

const heartbeatMs = 60_000;

/** What a loop remembers between rounds; all of it may be forgotten at any time. */
export type RoundMemory = {
  readonly pace: Pace;
  /** Monotonic milliseconds of the last heartbeat that was answered; null: none yet. */
  readonly heardMonoMs: number | null;
  readonly reading: Reading;
};

export const freshMemory: RoundMemory = {
  pace: fullPace,
  heardMonoMs: null,
  reading: freshReading,
};

/** Somebody wants it now: a heartbeat and a reading are due, whatever was refused before. */
export const askedNow = (memory: RoundMemory): RoundMemory => ({
  ...freshMemory,
  pace: memory.pace,
});

/** The server has news: the feeds are due, unless it asked not to be read for a while. */
export const toldOfNews = (memory: RoundMemory): RoundMemory => ({
  ...memory,
  reading: { ...memory.reading, completedMonoMs: null },
});

export type RoundOutcome =
  /** Nothing was due: no request was made. */
  | { readonly kind: 'rested' }
  /** Everything was sent and read, or the server asked to go on only after a while. */
  | { readonly kind: 'done'; readonly resumeAfterMs: number | null }
  | { readonly kind: 'failed'; readonly failure: PushFailure }
  /** The tablet was switched off, the server holds all of it, and nothing is left here. */
  | { readonly kind: 'erased' };

export type Round = { readonly outcome: RoundOutcome; readonly memory: RoundMemory };

/**
 * Looks at the database, sends what waits, and once a minute says hello and reads the feeds.
 * What is due follows from the state alone; nobody needs to be signed in [SYNC-7].
 */
export const syncRound = async (
  ports: SyncPorts,
  memory: RoundMemory,
  onAttempt: () => void = () => undefined,
): Promise<Round> => {
  const device = await ports.store.readDevice();
  if (device === null) return { outcome: { kind: 'rested' }, memory };
  await adoptLogs(ports, device);
  const nowMs = ports.clock.monoMs();
  const helloDue = isDue(memory.heardMonoMs, nowMs);
  const readingDue =
    isDue(memory.reading.completedMonoMs, nowMs) && nowMs >= memory.reading.notBeforeMonoMs;
  const logs = await logsToPush(ports, device, helloDue);
  if (logs.length === 0 && !readingDue) return { outcome: { kind: 'rested' }, memory };
  onAttempt();

  const pushed = await pushLogs(ports, logs, memory.pace);
  const { outcome } = pushed;
  if (pushed.mustErase && (await ports.store.eraseTablet(ports.clock.wallMs()))) {
    return { outcome: { kind: 'erased' }, memory: freshMemory };
  }
  let remembered: RoundMemory = { ...memory, pace: pushed.pace };
  if (outcome.kind === 'failed') {
    const code = pushFailureCode(outcome.failure);
    const { failure } = outcome;
    const restMs = failure.kind === 'refused' ? failure.retryAfterMs : null;
    await ports.store.noteFailure({ code, nowMs: ports.clock.wallMs(), restMs });
  }
  // Push before pull: what is held here is worth more than what is known elsewhere.
  if (!isPullFree(outcome)) return { outcome, memory: remembered };
  if (helloDue) remembered = { ...remembered, heardMonoMs: ports.clock.monoMs() };
  if (!readingDue) return { outcome, memory: remembered };
  const read = await readServer(ports, device, memory.reading);
  if (!read.ok) {
    const code = failureCode(read.error);
    await ports.store.noteFailure({ code, nowMs: ports.clock.wallMs(), restMs: null });
    return { outcome: { kind: 'failed', failure: read.error }, memory: remembered };
  }
  return { outcome, memory: { ...remembered, reading: read.value } };
};

/** A log in trouble waits for a person; the officers and places may still be read. */
const isPullFree = (outcome: PushedLogs['outcome']): boolean =>
  outcome.kind === 'failed' ? isOfThisLog(outcome.failure) : outcome.resumeAfterMs === null;

const isDue = (lastMonoMs: number | null, nowMs: number): boolean =>
  lastMonoMs === null || nowMs - lastMonoMs >= heartbeatMs;

const logsToPush = async (
  { store, random }: SyncPorts,
  device: LogOwner,
  helloDue: boolean,
): Promise<TabletLog[]> => {
  const open = helloDue ? await store.openLog(device, mintRandomId(random)) : null;
  const logs = await store.readLogs();
  return logs
    .filter((log) => isUnsettled(log) || log.logId === open?.logId)
    .toSorted((left, right) => Number(isBehind(right)) - Number(isBehind(left)));
};

type PushedLogs = {
  readonly outcome: Extract<RoundOutcome, { kind: 'done' | 'failed' }>;
  readonly pace: Pace;
  /** Said of any of the logs. */
  readonly mustErase: boolean;
};

/** One log after another, one request at a time; a log that is refused does not hold up the others. */
const pushLogs = async (
  ports: SyncPorts,
  logs: readonly TabletLog[],
  startPace: Pace,
): Promise<PushedLogs> => {
  let pace = startPace;
  let left: PushFailure | null = null;
  let mustErase = false;
  for (const { logId } of logs) {
    const pushed = await pushToEnd(ports, logId, pace);
    pace = pushed.pace;
    mustErase ||= pushed.mustErase;
    const { outcome } = pushed;
    if (outcome.kind === 'failed' && isOfThisLog(outcome.failure)) left = outcome.failure;
    else if (outcome.kind === 'failed' || outcome.resumeAfterMs !== null) return pushed;
  }
  if (left !== null) return { outcome: { kind: 'failed', failure: left }, pace, mustErase };
  // A fork began a log that was not among these, or another history was met: go on at once.
  const behind = (await ports.store.readLogs()).some(isUnsettled);
  return { outcome: { kind: 'done', resumeAfterMs: behind ? 0 : null }, pace, mustErase };
};

const pushToEnd = async (ports: SyncPorts, logId: string, startPace: Pace): Promise<PushedLogs> => {
  let pace = startPace;
  let mustErase = false;
  for (;;) {
    const log = await ports.store.readLog(logId);
    if (log === null || (log.state === 'forked' && !isUnsettled(log))) break;
    const step = await pushLog(ports, log, pace);
    if (!step.ok) {
      const { failure } = step.error;
      return { outcome: { kind: 'failed', failure }, pace: step.error.pace, mustErase };
    }
    pace = step.value.pace;
    mustErase ||= step.value.mustErase;
    if (!step.value.more) break;
    const { minIntervalMs } = step.value;
    if (minIntervalMs > 0) {
      return { outcome: { kind: 'done', resumeAfterMs: minIntervalMs }, pace, mustErase };
    }
  }
  return { outcome: { kind: 'done', resumeAfterMs: null }, pace, mustErase };
};

const isOfThisLog = (failure: PushFailure): boolean =>
  failure.kind === 'trouble' || (failure.kind === 'refused' && failure.retry === 'never');

export const pushFailureCode = (failure: PushFailure): string =>
  failure.kind === 'trouble' ? 'log/trouble' : failureCode(failure);
