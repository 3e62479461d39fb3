import type { Transaction } from 'kysely';
import { sqlReader } from './sql-reader.ts';
import type { StoredLog, StoreTransactor } from './store.ts';
import type { Tables } from './tables.ts';

/** @param locksRows whether others write at the same time: see `SqlEngine` */
export const sqlTransactor = (db: Transaction<Tables>, locksRows: boolean): StoreTransactor => ({
  ...sqlReader(db),

  markDemo: async () => {
    await db.insertInto('server_meta').values({ key: 'demo', value: 'true' }).execute();
  },

  insertDevice: async (device) => {
    // An earlier try whose answer was lost: it never spoke, so nothing hangs on it.
    await db
      .deleteFrom('devices')
      .where('device_id', '=', device.deviceId)
      .where('current_log_id', 'is', null)
      .execute();
    const inserted = await db
      .insertInto('devices')
      .values({
        unit_id: device.unitId,
        device_id: device.deviceId,
        name: device.name,
        token_hash: device.tokenHash,
        enrolled_at: device.enrolledAtMs,
      })
      .onConflict((conflict) => conflict.columns(['unit_id', 'device_id']).doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  },

  reportDevice: async (device, report) => {
    await db
      .updateTable('devices')
      .set({
        last_contact_at: report.contactAtMs,
        clock_offset_ms: report.clockOffsetMs,
        app: report.app,
        epoch_seen: report.epochSeen,
        current_log_id: report.logId,
      })
      .where('unit_id', '=', device.unitId)
      .where('device_id', '=', device.deviceId)
      .execute();
  },

  lockLog: async (fresh) => {
    // An entry id may arrive under two logs of one unit at once: the unit's writers take turns.
    if (locksRows) await lockTablets(db, fresh.unitId);
    const known = await findLog(db, fresh, locksRows);
    if (known) return known;
    await db
      .insertInto('logs')
      .values({
        unit_id: fresh.unitId,
        log_id: fresh.logId,
        device_id: fresh.deviceId,
        acked_through: fresh.ackedThrough,
        digest: fresh.digest,
        reported_depth: 0,
        reported_records: 0,
        forked: 0,
      })
      .execute();
    return fresh;
  },

  advanceLog: async (log, standing) => {
    await db
      .updateTable('logs')
      .set({
        acked_through: standing.ackedThrough,
        digest: standing.digest,
        reported_depth: standing.unsentEntries,
        reported_records: standing.unsentRecords,
        reported_oldest_wall_ms: standing.oldestUnsentWallMs,
        forked: standing.forked ? 1 : 0,
      })
      .where('unit_id', '=', log.unitId)
      .where('log_id', '=', log.logId)
      .execute();
  },

  readEntries: async (log, from, through) => {
    const rows = await db
      .selectFrom('entries')
      .select(['position', 'entry_id', 'hash'])
      .where('unit_id', '=', log.unitId)
      .where('log_id', '=', log.logId)
      .where('position', '>=', from)
      .where('position', '<=', through)
      .execute();
    return new Map(rows.map((row) => [row.position, { entryId: row.entry_id, hash: row.hash }]));
  },

  countEntriesOfKind: async (log, kind, from, through) => {
    const { count } = await db
      .selectFrom('entries')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('unit_id', '=', log.unitId)
      .where('log_id', '=', log.logId)
      .where('position', '>=', from)
      .where('position', '<=', through)
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow();
    return count;
  },

  hashesOfEntry: async (unitId, entryId) => {
    const rows = await db
      .selectFrom('entries')
      .select('hash')
      .where('entry_id', '=', entryId)
      .where('unit_id', '=', unitId)
      .execute();
    return rows.map((row) => row.hash);
  },

  insertEntry: async (entry) => {
    await db
      .insertInto('entries')
      .values({
        unit_id: entry.unitId,
        log_id: entry.logId,
        position: entry.position,
        entry_id: entry.entryId,
        hash: entry.hash,
        frame: entry.frame,
        kind: entry.kind,
        subject_id: entry.subjectId,
        shift_id: entry.shiftId,
        status: entry.status,
        reason: entry.reason,
        received_at: entry.receivedAtMs,
      })
      .execute();
  },

  insertRecord: async (record) => {
    await db
      .insertInto('records')
      .values({
        unit_id: record.unitId,
        record_id: record.recordId,
        shift_id: record.shiftId,
        log_id: record.logId,
        position: record.position,
      })
      .onConflict((conflict) => conflict.columns(['unit_id', 'record_id']).doNothing())
      .execute();
  },

  insertClosing: async (closing) => {
    await db
      .insertInto('shift_closings')
      .values({
        unit_id: closing.unitId,
        shift_id: closing.shiftId,
        log_id: closing.logId,
        position: closing.position,
        officer: closing.officer,
        wall_ms: closing.wallMs,
        records: closing.records,
        body: JSON.stringify(closing.body),
      })
      .execute();
  },

  appendFeed: async (scope, lines) => {
    const { head } = await db
      .insertInto('feed_counters')
      .values({ scope, head: lines.length })
      .onConflict((conflict) =>
        conflict
          .column('scope')
          .doUpdateSet((update) => ({ head: update('feed_counters.head', '+', lines.length) })),
      )
      .returning('head')
      .executeTakeFirstOrThrow();
    for (const [index, line] of lines.entries()) {
      await db
        .insertInto('feed')
        .values({
          scope,
          seq: head - lines.length + index + 1,
          kind: line.kind,
          body: JSON.stringify(line.body),
          audience: line.audience,
        })
        .execute();
    }
    return head;
  },
});

const lockTablets = async (db: Transaction<Tables>, unitId: string): Promise<void> => {
  await db
    .selectFrom('devices')
    .select('device_id')
    .where('unit_id', '=', unitId)
    .orderBy('device_id')
    .forUpdate()
    .execute();
};

const findLog = async (
  db: Transaction<Tables>,
  { unitId, logId }: StoredLog,
  locksRows: boolean,
): Promise<StoredLog | null> => {
  const rows = await db
    .selectFrom('logs')
    .selectAll()
    .where('log_id', '=', logId)
    .$if(locksRows, (query) => query.forUpdate())
    .execute();
  // Two units that began the same log at once each keep their own.
  const row = rows.find((each) => each.unit_id === unitId) ?? rows[0];
  if (!row) return null;
  return {
    unitId: row.unit_id,
    logId: row.log_id,
    deviceId: row.device_id,
    ackedThrough: row.acked_through,
    digest: row.digest,
  };
};
