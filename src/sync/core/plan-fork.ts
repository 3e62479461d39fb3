import { chainEntries } from './chain-entries.ts';
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
  {
    logs,
    proven,
    moving,
  }: {
    readonly logs: readonly TabletLog[];
    readonly proven: LogPlace;
    readonly moving: readonly PlacedEntry[];
  },
): { old: TabletLog; successor: TabletLog; rows: PlacedEntry[] } => {
  const owner = { deviceId: fork.deviceId, unitId: old.unitId };
  const target =
    logs.find((log) => log.logId !== old.logId && isOpenFor(log, owner)) ??
    emptyLog(fork.newLogId, owner);
  const chained = chainEntries(target, moving);
  return {
    old: truncated(old, proven, target.logId),
    successor: chained.log,
    rows: chained.rows,
  };
};

const truncated = (old: TabletLog, proven: LogPlace, successorId: string): TabletLog => {
  const { trouble: _settled, ...rest } = old;
  const { position, digest, recordsThrough } = proven;
  return {
    ...rest,
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
