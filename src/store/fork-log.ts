import { planFork, type Fork } from '../sync/core/plan-fork.ts';
import { moveAlerts } from './alerts.ts';
import type { ChotDatabase } from './database.ts';
import { noteIncident } from './incidents.ts';
import { lastPlaceBefore, rowsAfter } from './outbox.ts';
import type { EntryRow } from './rows.ts';
import { bumpShiftCount } from './shift-counts.ts';

/** Leaves a log and moves what is not proven delivered to the one that goes on [SYNC-6]. */
export const forkLog = (db: ChotDatabase, logId: string, fork: Fork): Promise<void> =>
  db.transaction(
    'rw',
    [db.logs, db.entries, db.alerts, db.records, db.shiftCounts, db.incidents],
    async () => {
      const logs = await db.logs.toArray();
      const old = logs.find((log) => log.logId === logId);
      if (old === undefined) return;
      const provenThrough = Math.min(old.ackedThrough, fork.provenThrough);
      const proven = await lastPlaceBefore(db, logId, provenThrough);
      const moving = await rowsAfter(db, logId, proven.position);
      if (old.state === 'forked' && moving.length === 0) return;
      const plan = planFork(old, fork, { logs, proven, moving });
      await db.entries.bulkDelete(moving.map((row): [string, number] => [logId, row.position]));
      await db.entries.bulkAdd([...plan.rows]);
      await moveAlerts(db, plan.rows);
      await db.logs.bulkPut([plan.successor, plan.old]);
      for (const row of plan.rows) await moveRecord(db, logId, row);
      for (const incident of plan.incidents) await noteIncident(db, incident);
    },
  );

const moveRecord = async (db: ChotDatabase, oldLogId: string, row: EntryRow): Promise<void> => {
  if (row.recordId === null || row.kind === 'declaration.recorded') return;
  const record = await db.records.get(row.recordId);
  if (record === undefined) return;
  const { logId, position } = row;
  if (row.kind !== 'crossing.recorded') {
    await db.records.put({ ...record, saidAt: { logId, position } });
    return;
  }
  await db.records.put({ ...record, logId, position });
  await bumpShiftCount(db, oldLogId, record.shiftId, -1);
  await bumpShiftCount(db, row.logId, record.shiftId, 1);
};
