import { planMend } from '../sync/core/plan-mend.ts';
import type { LogPlace } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';
import { noteIncident } from './incidents.ts';
import { lastPlaceBefore, rowsAfter } from './outbox.ts';

/** Puts a mark where a row is lost and chains what follows anew, from the server's position on. */
export const mendLostRows = (
  db: ChotDatabase,
  logId: string,
  heard: {
    readonly ackedThrough: number;
    readonly digest: string;
    readonly incidentId: string;
    readonly nowMs: number;
  },
): Promise<void> =>
  db.transaction('rw', [db.logs, db.entries, db.records, db.incidents], async () => {
    const log = await db.logs.get(logId);
    if (log === undefined || heard.ackedThrough > log.head) return;
    const { ackedThrough: position, digest, incidentId, nowMs } = heard;
    const { recordsThrough } = await lastPlaceBefore(db, logId, position);
    const base: LogPlace = { position, digest, recordsThrough };
    const rows = await rowsAfter(db, logId, position);
    const mended = planMend(log, { base, incidentId, nowMs }, rows);
    if (mended.incident === null) return;
    await db.entries.bulkPut([...mended.rows]);
    await db.logs.put(mended.log);
    await noteIncident(db, mended.incident);
    await markLost(db, logId, new Set(mended.lost));
  });

/** Before a record's crossing stands its declaration; with either gone, or what was said of it, it is not whole. */
const markLost = (db: ChotDatabase, logId: string, lost: ReadonlySet<number>): Promise<number> =>
  db.records
    .filter(
      (row) =>
        (row.logId === logId && (lost.has(row.position) || lost.has(row.position - 1))) ||
        (row.saidAt?.logId === logId && lost.has(row.saidAt.position)),
    )
    .modify({ lost: true });
