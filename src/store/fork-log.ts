import { genesisDigest } from '#domain/log/chain.ts';
import { chainEntries } from './chain-entries.ts';
import type { ChotDatabase } from './database.ts';
import { emptyLog, isOpenFor } from './open-log.ts';
import type { EntryRow, LogRow } from './rows.ts';
import { bumpShiftCount } from './shift-counts.ts';

/**
 * Leaves a log that this device cannot go on with: a copy of this profile wrote to it as well, or the
 * tablet was enrolled anew. Everything not proven delivered moves to the device's open log, or to a new
 * one: same entry ids, same bytes, new positions and digests [SYNC-6].
 * What the server already knows of it will be a duplicate there, so nothing is lost or doubled.
 */
export const forkLog = (
  db: ChotDatabase,
  logId: string,
  fork: {
    readonly newLogId: string;
    readonly provenThrough: number;
    readonly deviceId: string;
  },
): Promise<void> =>
  db.transaction('rw', [db.logs, db.entries, db.records, db.shiftCounts], async () => {
    const old = await db.logs.get(logId);
    if (old === undefined || old.state === 'forked') return;
    const provenThrough = Math.min(old.ackedThrough, fork.provenThrough);
    const moving = await db.entries
      .where('[logId+position]')
      .between([logId, provenThrough + 1], [logId, Number.MAX_SAFE_INTEGER])
      .toArray();
    const target = await targetOf(db, old, fork);
    const chained = chainEntries(target, moving);
    await db.entries.bulkDelete(moving.map((row): [string, number] => [logId, row.position]));
    await db.entries.bulkAdd(chained.rows);
    await db.logs.put(chained.log);
    await db.logs.put(await truncated(db, old, provenThrough, target.logId));
    for (const row of chained.rows) await moveRecord(db, logId, row);
  });

const targetOf = async (
  db: ChotDatabase,
  old: LogRow,
  { newLogId, deviceId }: { newLogId: string; deviceId: string },
): Promise<LogRow> => {
  const logs = await db.logs.toArray();
  const owner = { deviceId, unitId: old.unitId };
  return (
    logs.find((log) => log.logId !== old.logId && isOpenFor(log, owner)) ??
    emptyLog(newLogId, owner)
  );
};

const truncated = async (
  db: ChotDatabase,
  old: LogRow,
  provenThrough: number,
  successorId: string,
): Promise<LogRow> => {
  const last = await db.entries.get([old.logId, provenThrough]);
  const digest = last?.digest ?? genesisDigest(old.logId);
  const records = last?.recordsThrough ?? 0;
  const { trouble: _settled, ...rest } = old;
  return {
    ...rest,
    state: 'forked',
    successorId,
    head: provenThrough,
    headDigest: digest,
    recordsHead: records,
    ackedThrough: provenThrough,
    ackedDigest: digest,
    recordsAcked: records,
  };
};

const moveRecord = async (db: ChotDatabase, oldLogId: string, row: EntryRow): Promise<void> => {
  if (row.recordId === null || row.kind !== 'crossing.recorded') return;
  const record = await db.records.get(row.recordId);
  if (record === undefined) return;
  await db.records.put({ ...record, logId: row.logId, position: row.position });
  await bumpShiftCount(db, oldLogId, record.shiftId, -1);
  await bumpShiftCount(db, row.logId, record.shiftId, 1);
};
