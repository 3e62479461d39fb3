import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './tables.ts';
import type { KeptCase, TraceDeed, TracingReader, TracingTransactor } from './tracing.ts';
import { sqlTraceIndexReader, sqlTraceIndexTransactor } from './sql-tracing.ts';
import { sqlTraceMarks } from './sql-trace-marks.ts';

const rowToCase = (row: Selectable<Tables['trace_cases']>): KeptCase => ({
  caseId: row.case_id,
  enteredAtMs: row.entered_at,
  officerId: row.officer_id,
  body: row.body,
  // Nothing else is ever written there.
  ended: row.ended as KeptCase['ended'],
  endedAtMs: row.ended_at,
});

export const sqlTracingReader = (db: Kysely<Tables>): TracingReader => ({
  ...sqlTraceIndexReader(db),

  listTraceCases: async () => {
    const rows = await db
      .selectFrom('trace_cases')
      .selectAll()
      .orderBy('entered_at', 'desc')
      .orderBy('case_id')
      .execute();
    return rows.map(rowToCase);
  },

  findTraceCase: async (caseId) => {
    const row = await db
      .selectFrom('trace_cases')
      .selectAll()
      .where('case_id', '=', caseId)
      .executeTakeFirst();
    return row === undefined ? null : rowToCase(row);
  },

  listTraceActs: async (caseId) => {
    const rows = await db
      .selectFrom('trace_acts')
      .select(['unit_id', 'record_id', 'deed'])
      .where('case_id', '=', caseId)
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      recordId: row.record_id,
      deed: row.deed as TraceDeed,
    }));
  },

  isTracedContact: async ({ unitId, recordId }) => {
    const row = await db
      .selectFrom('trace_acts')
      .select('at')
      .where('unit_id', '=', unitId)
      .where('record_id', '=', recordId)
      .where('deed', '=', 'refer')
      .executeTakeFirst();
    return row !== undefined;
  },
});

export const sqlTracingTransactor = (db: Kysely<Tables>): TracingTransactor => ({
  ...sqlTraceIndexTransactor(db),
  ...sqlTraceMarks(db),

  insertTraceCase: async ({ caseId, enteredAtMs, officerId, body }) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('trace_cases')
      .values({
        case_id: caseId,
        entered_at: enteredAtMs,
        officer_id: officerId,
        body,
        ended: null,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },

  endTraceCase: async (caseId, ended, endedAtMs) => {
    const { numUpdatedRows } = await db
      .updateTable('trace_cases')
      .set({ ended, ended_at: endedAtMs })
      .where('case_id', '=', caseId)
      .where('ended', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  keepTraceAct: async (caseId, { unitId, recordId, deed, atMs, officerId }) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('trace_acts')
      .values({
        case_id: caseId,
        unit_id: unitId,
        record_id: recordId,
        deed,
        at: atMs,
        officer_id: officerId,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },

  dropTraceAct: async (caseId, { unitId, recordId, deed }) => {
    await db
      .deleteFrom('trace_acts')
      .where('case_id', '=', caseId)
      .where('unit_id', '=', unitId)
      .where('record_id', '=', recordId)
      .where('deed', '=', deed)
      .execute();
  },

  forgetTraceCases: async (endedThroughMs) => {
    const old = db
      .selectFrom('trace_cases')
      .select('case_id')
      .where('ended_at', '<=', endedThroughMs);
    for (const table of ['trace_acts', 'trace_marks'] as const) {
      await db.deleteFrom(table).where('case_id', 'in', old).execute();
    }
    const { numDeletedRows } = await db
      .deleteFrom('trace_cases')
      .where('ended_at', '<=', endedThroughMs)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
});
