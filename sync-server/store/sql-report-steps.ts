import type { Kysely } from 'kysely';
import type { ReportTransactor } from './reports.ts';
import type { Tables } from './tables.ts';

/** Reports forgotten in one transaction: nobody waits for longer. */
const forgetAtOnce = 200;

export const sqlReportTransactor = (db: Kysely<Tables>): ReportTransactor => ({
  takeReportPlace: async () => {
    const { seq } = await db
      .updateTable('report_head')
      .set((row) => ({ seq: row('seq', '+', 1) }))
      .returning('seq')
      .executeTakeFirstOrThrow();
    return seq;
  },

  insertReport: async (seq, report) => {
    const { reportId, receivedAtMs: at } = report;
    const { number } = await db
      .updateTable('report_head')
      .set((row) => ({ number: row('number', '+', 1) }))
      .returning('number')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('reports')
      .values({
        report_id: reportId,
        number,
        source: report.source,
        channel: report.channel,
        category: report.category,
        urgency: report.urgency,
        state: 'received',
        agency_id: null,
        merged_into: null,
        unit_id: report.unitId,
        received_at: at,
        since: at,
        settled_at: null,
        seq,
        secret_hash: report.secretHash,
      })
      .execute();
    await db
      .insertInto('report_bodies')
      .values({ report_id: reportId, body: report.body })
      .execute();
    await db
      .insertInto('report_lines')
      .values({
        seq,
        report_id: reportId,
        kind: 'received',
        at,
        actor: report.actor,
        source: report.source,
      })
      .execute();
    return number;
  },

  hasReportLine: async (source) => {
    const row = await db
      .selectFrom('report_lines')
      .select('seq')
      .where('source', '=', source)
      .executeTakeFirst();
    return row !== undefined;
  },

  appendReportLine: async ({ seq, reportId, kind, atMs, actor, detail, source }, now) => {
    await db
      .insertInto('report_lines')
      .values({ seq, report_id: reportId, kind, at: atMs, actor, source })
      .execute();
    if (detail !== null) {
      await db.insertInto('report_details').values({ seq, report_id: reportId, detail }).execute();
    }
    const { state, agencyId, mergedInto, category, urgency, hasMoved } = now;
    const isOpen = state === 'received';
    // The reply is no second end: it was settled when it was forwarded.
    const settling = state === 'closed' ? {} : { settled_at: isOpen ? null : atMs };
    await db
      .updateTable('reports')
      .set({
        seq,
        category,
        urgency,
        state,
        agency_id: agencyId,
        merged_into: mergedInto,
        ...(hasMoved ? { since: atMs, ...settling } : {}),
      })
      .where('report_id', '=', reportId)
      .execute();
  },

  moveRepeats: async (from, into) => {
    await db
      .updateTable('reports')
      .set({ merged_into: into })
      .where('merged_into', '=', from)
      .execute();
  },

  forgetReports: async (endedThrough) => {
    const due = await db
      .selectFrom('reports')
      .innerJoin('report_bodies', 'report_bodies.report_id', 'reports.report_id')
      .leftJoin('reports as root', 'root.report_id', 'reports.merged_into')
      .select('reports.report_id')
      .where((where) =>
        where(where.fn.coalesce('root.state', 'reports.state'), 'in', ['answered', 'closed']),
      )
      .where((where) => where(where.fn.coalesce('root.since', 'reports.since'), '<=', endedThrough))
      .limit(forgetAtOnce)
      .execute();
    if (due.length === 0) return 0;
    const ids = due.map((row) => row.report_id);
    await db.deleteFrom('report_bodies').where('report_id', 'in', ids).execute();
    await db.deleteFrom('report_details').where('report_id', 'in', ids).execute();
    return ids.length;
  },
});
