import type { Incident } from '#domain/log/incident.ts';
import { chainEntries } from './chain-entries.ts';
import { isLost } from './lost-row.ts';
import {
  emptyLog,
  isOpenFor,
  type LogPlace,
  type PlacedEntry,
  type TabletLog,
} from './tablet-log.ts';

export type Fork = {
  /** Begun only when the device has no other open log for the unit. */
  readonly newLogId: string;
  /** Entries up to here stay: the server holds them under the old log. */
  readonly provenThrough: number;
  /** Who goes on. */
  readonly deviceId: string;
  /** Why; being enrolled anew is nothing to report. */
  readonly cause: 'log/forked' | 'digest/differs' | 'enrolled-anew';
  /** Under which it is reported, and a loss that is found by the way. */
  readonly incidentIds: readonly [string, string];
  readonly nowMs: number;
};

export type ForkPlan = {
  readonly old: TabletLog;
  readonly successor: TabletLog;
  readonly rows: readonly PlacedEntry[];
  readonly incidents: readonly Incident[];
};

/**
 * Leaves a log that this device cannot go on with: a copy of this profile wrote to it as well, or the
 * tablet was enrolled anew. What is not proven delivered moves to the device's open log, or to a new one:
 * same entry ids, same bytes, new positions and digests [SYNC-6].
 * What the server already knows of it will be a duplicate there, so nothing is lost or doubled.
 * @param proven what the old log says at the last position that stays
 * @param moving every entry after that
 */
export const planFork = (
  old: TabletLog,
  fork: Fork,
  held: {
    readonly logs: readonly TabletLog[];
    readonly proven: LogPlace;
    readonly moving: readonly PlacedEntry[];
  },
): ForkPlan => {
  const owner = { deviceId: fork.deviceId, unitId: old.unitId };
  const target =
    held.logs.find((log) => log.logId !== old.logId && isOpenFor(log, owner)) ??
    begunAfter(old, fork);
  // A position that is lost has a meaning only where it was lost.
  const chained = chainEntries(
    target,
    held.moving.filter((row) => !isLost(row)),
  );
  return {
    old: truncated(old, fork, held.proven, target.logId),
    successor: chained.log,
    rows: chained.rows,
    incidents: [...forkIncident(old, fork, held.proven), ...lossIncident(old, fork, held)],
  };
};

/** Counts how often in a row a difference began a new log, so that it cannot go on for ever. */
const begunAfter = (old: TabletLog, fork: Fork): TabletLog => {
  const begun = emptyLog(fork.newLogId, { deviceId: fork.deviceId, unitId: old.unitId });
  if (fork.cause !== 'digest/differs') return begun;
  return { ...begun, differences: (old.differences ?? 0) + 1 };
};

const truncated = (
  old: TabletLog,
  { cause }: Fork,
  proven: LogPlace,
  successorId: string,
): TabletLog => {
  const { trouble: _settled, unproven, ...rest } = old;
  const { position, digest, recordsThrough } = proven;
  return {
    ...rest,
    // Another life of this log is at the server: whether what stays is also its past is asked.
    ...(position > 0 && (unproven || cause === 'log/forked') ? { unproven: true } : {}),
    state: 'forked',
    successorId,
    head: position,
    headDigest: digest,
    recordsHead: recordsThrough,
    ackedThrough: position,
    ackedDigest: digest,
    recordsAcked: recordsThrough,
  };
};

const forkIncident = (old: TabletLog, fork: Fork, proven: LogPlace): Incident[] => {
  const { cause, incidentIds, nowMs } = fork;
  if (cause === 'enrolled-anew') return [];
  const position = proven.position + 1;
  return [{ incidentId: incidentIds[0], code: cause, wallMs: nowMs, logId: old.logId, position }];
};

/** A row that is gone cannot move; it is said once, here, and never silently left out. */
const lossIncident = (
  old: TabletLog,
  { incidentIds, nowMs }: Fork,
  { proven, moving }: { readonly proven: LogPlace; readonly moving: readonly PlacedEntry[] },
): Incident[] => {
  const count = old.head - proven.position - moving.length;
  if (count <= 0) return [];
  const { logId } = old;
  return [{ incidentId: incidentIds[1], code: 'log/row-lost', wallMs: nowMs, logId, count }];
};
