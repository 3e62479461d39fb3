import { sql, type Kysely } from 'kysely';
import type { HourTallyReader, HourTallyTransactor } from './hour-tallies.ts';
import { toColumns, type CountedColumns } from './hour-counts.ts';
import { unitScope } from './store.ts';
import type { Tables } from './tables.ts';

export const sqlHourTallyReader = (db: Kysely<Tables>): HourTallyReader => ({
  listTallyMarks: async (nowMs, limit) => {
    const rows = await db
      .selectFrom('tally_marks')
      .select(['unit_id', 'subject_id'])
      .where('due_at', '<=', nowMs)
      .orderBy('due_at')
      .orderBy('unit_id')
      .orderBy('subject_id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ unitId: row.unit_id, subjectId: row.subject_id }));
  },

  listHours: async (unitIds, fromMs) => {
    if (unitIds?.length === 0) return [];
    const rows = await db
      .selectFrom('hour_tallies')
      .selectAll()
      .where('hour_ms', '>=', fromMs)
      .where('records', '>', 0)
      .$if(unitIds !== null, (query) => query.where('unit_id', 'in', unitIds ?? []))
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      hourMs: row.hour_ms,
      verdict: row.verdict,
      channel: row.channel,
      records: row.records,
    }));
  },

  sumHours: async (unitIds, fromMs) => {
    if (unitIds?.length === 0) return [];
    const rows = await db
      .selectFrom('hour_tallies')
      .select([
        'unit_id',
        'hour_ms',
        ({ fn }) => fn.sum<number | string>('records').as('crossings'),
      ])
      .where('hour_ms', '>=', fromMs)
      .$if(unitIds !== null, (query) => query.where('unit_id', 'in', unitIds ?? []))
      .groupBy(['unit_id', 'hour_ms'])
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      hourMs: row.hour_ms,
      records: Number(row.crossings),
    }));
  },

  listShiftRecords: async ({ unitId, shiftId }, after, limit) => {
    const rows = await db
      .selectFrom('records')
      .select('record_id')
      .where('unit_id', '=', unitId)
      .where('record_id', '>', after)
      .where('shift_id', '=', shiftId)
      .orderBy('record_id')
      .limit(limit)
      .execute();
    return rows.map((row) => row.record_id);
  },

  listOpenConflicts: async (unitIds) => {
    if (unitIds?.length === 0) return [];
    const rows = await db
      .selectFrom('open_conflicts')
      .innerJoin('logs', (join) =>
        join
          .onRef('logs.unit_id', '=', 'open_conflicts.unit_id')
          .onRef('logs.log_id', '=', 'open_conflicts.log_id'),
      )
      .select(['logs.unit_id', 'logs.device_id'])
      .$if(unitIds !== null, (query) => query.where('logs.unit_id', 'in', unitIds ?? []))
      .execute();
    return rows.map((row) => ({ unitId: row.unit_id, deviceId: row.device_id }));
  },
});

export const markSubjects = async (
  db: Kysely<Tables>,
  unitId: string,
  subjectIds: readonly string[],
  dueAtMs = 0,
): Promise<void> => {
  if (subjectIds.length === 0) return;
  await db
    .insertInto('tally_marks')
    .values(
      [...new Set(subjectIds)]
        .toSorted()
        .map((subjectId) => ({ unit_id: unitId, subject_id: subjectId, due_at: dueAtMs })),
    )
    .onConflict((conflict) =>
      conflict.columns(['unit_id', 'subject_id']).doUpdateSet({ due_at: dueAtMs }),
    )
    .execute();
};

export const sqlHourTallyTransactor = (db: Kysely<Tables>): HourTallyTransactor => ({
  takeTallyMarks: async (unitId, subjectIds) => {
    // The counter's row is what a unit's writers queue for.
    await db
      .updateTable('feed_counters')
      .set({ head: sql.ref('head') })
      .where('scope', '=', unitScope(unitId))
      .execute();
    const rows = await db
      .deleteFrom('tally_marks')
      .where('unit_id', '=', unitId)
      .where('subject_id', 'in', subjectIds)
      .returning('subject_id')
      .execute();
    return rows.map((row) => row.subject_id);
  },

  markForTally: ({ unitId, subjectId }, dueAtMs) => markSubjects(db, unitId, [subjectId], dueAtMs),

  recount: async (unitId, recordId, counted) => {
    const row = await db
      .selectFrom('records')
      .select(['hour_ms', 'verdict', 'channel'])
      .where('unit_id', '=', unitId)
      .where('record_id', '=', recordId)
      .executeTakeFirst();
    if (row === undefined) return;
    const now = toColumns(counted);
    if (isSame(row, now)) return;
    await db
      .updateTable('records')
      .set(now)
      .where('unit_id', '=', unitId)
      .where('record_id', '=', recordId)
      .execute();
    await addToHour(db, unitId, row, -1);
    await addToHour(db, unitId, now, 1);
    await raiseTallyHead(db, unitId);
  },

  noteConflict: async ({ unitId, subjectId }, logId) => {
    if (logId === null) {
      const { numDeletedRows } = await db
        .deleteFrom('open_conflicts')
        .where('unit_id', '=', unitId)
        .where('subject_id', '=', subjectId)
        .executeTakeFirst();
      if (numDeletedRows > 0n) await raiseTallyHead(db, unitId);
      return;
    }
    const { numInsertedOrUpdatedRows = 0n } = await db
      .insertInto('open_conflicts')
      .values({ unit_id: unitId, subject_id: subjectId, log_id: logId })
      .onConflict((conflict) => conflict.columns(['unit_id', 'subject_id']).doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows > 0n) await raiseTallyHead(db, unitId);
  },
});

const isSame = (one: CountedColumns, other: CountedColumns): boolean =>
  one.hour_ms === other.hour_ms && one.verdict === other.verdict && one.channel === other.channel;

const addToHour = async (
  db: Kysely<Tables>,
  unitId: string,
  { hour_ms: hour, verdict, channel }: CountedColumns,
  records: 1 | -1,
): Promise<void> => {
  if (hour === null || verdict === null || channel === null) return;
  await db
    .insertInto('hour_tallies')
    .values({ unit_id: unitId, hour_ms: hour, verdict, channel, records })
    .onConflict((conflict) =>
      conflict
        .columns(['unit_id', 'hour_ms', 'verdict', 'channel'])
        .doUpdateSet((row) => ({ records: row('hour_tallies.records', '+', records) })),
    )
    .execute();
};

const raiseTallyHead = async (db: Kysely<Tables>, unitId: string): Promise<void> => {
  await db
    .insertInto('tally_heads')
    .values({ unit_id: unitId, seq: 1 })
    .onConflict((conflict) =>
      conflict.column('unit_id').doUpdateSet((row) => ({ seq: row('tally_heads.seq', '+', 1) })),
    )
    .execute();
};
