import { sql, type Kysely, type Selectable } from 'kysely';
import type { ReportCategory, ReportChannel, ReportUrgency } from '#domain/report/report.ts';
import type { ReportLineKind, ReportState } from '#domain/report/report-state.ts';
import { listUnnoted } from './sql-unnoted.ts';
import type { KeptReport, ReportReader } from './reports.ts';
import type { Tables } from './tables.ts';

/** What an officer noted at a post is one report of this source. */
export const entrySource = (unitId: string, entryId: string): string =>
  `entry:${unitId}:${entryId}`;

/** Vietnam keeps UTC+7 all year. */
const localOffsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/** Nothing but what the domain lists is ever written into these columns. */
const rowToReport = (row: Selectable<Tables['reports']>): KeptReport => ({
  reportId: row.report_id,
  number: row.number,
  source: row.source,
  channel: row.channel as ReportChannel,
  category: row.category as ReportCategory,
  urgency: row.urgency as ReportUrgency,
  state: row.state as ReportState,
  agencyId: row.agency_id,
  mergedInto: row.merged_into,
  unitId: row.unit_id,
  receivedAtMs: row.received_at,
  sinceMs: row.since,
  seq: row.seq,
  secretHash: row.secret_hash,
});

/** A repeat stands where the one it repeats stands. */
const stands = sql<string>`coalesce(root.state, reports.state)`.as('stands');
const isRepeat = sql<number>`case when reports.merged_into is null then 0 else 1 end`.as('repeat');

export const sqlReportReader = (db: Kysely<Tables>): ReportReader => {
  const withRoots = () =>
    db.selectFrom('reports').leftJoin('reports as root', 'root.report_id', 'reports.merged_into');

  return {
    reportHead: async () => {
      const { seq } = await db.selectFrom('report_head').select('seq').executeTakeFirstOrThrow();
      return seq;
    },

    listReports: async (afterSeq, limit) => {
      const rows = await db
        .selectFrom('reports')
        .selectAll()
        .where('seq', '>', afterSeq)
        .$if(afterSeq === 0, (query) =>
          query.where('state', '=', 'received').where('merged_into', 'is', null),
        )
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(rowToReport);
    },

    countOpenReports: async () => {
      const { count } = await db
        .selectFrom('reports')
        .select((select) => select.fn.countAll<number | string>().as('count'))
        .where('state', '=', 'received')
        .where('merged_into', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    findReports: async (reportIds) => {
      if (reportIds.length === 0) return [];
      const rows = await db
        .selectFrom('reports')
        .selectAll()
        .where('report_id', 'in', reportIds)
        .execute();
      return rows.map(rowToReport);
    },

    findReportBySource: async (source) => {
      const row = await db
        .selectFrom('reports')
        .selectAll()
        .where('source', '=', source)
        .executeTakeFirst();
      return row === undefined ? null : rowToReport(row);
    },

    searchReports: async ({ before, number, state, channel, category, agencyId }, limit) => {
      let query = db.selectFrom('reports').selectAll();
      if (before !== null) query = query.where('number', '<', before);
      if (number !== undefined) query = query.where('number', '=', number);
      if (state !== undefined) query = query.where('state', '=', state);
      if (channel !== undefined) query = query.where('channel', '=', channel);
      if (category !== undefined) query = query.where('category', '=', category);
      if (agencyId !== undefined) query = query.where('agency_id', '=', agencyId);
      const rows = await query.orderBy('number', 'desc').limit(limit).execute();
      return rows.map(rowToReport);
    },

    readReportBodies: async (reportIds) => {
      if (reportIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('report_bodies')
        .selectAll()
        .where('report_id', 'in', reportIds)
        .execute();
      return new Map(rows.map((row) => [row.report_id, row.body]));
    },

    listReportLines: async (reportIds) => {
      if (reportIds.length === 0) return [];
      const rows = await db
        .selectFrom('report_lines')
        .leftJoin('report_details', 'report_details.seq', 'report_lines.seq')
        .select([
          'report_lines.seq',
          'report_lines.report_id',
          'kind',
          'at',
          'actor',
          'source',
          'detail',
        ])
        .where('report_lines.report_id', 'in', reportIds)
        .orderBy('report_lines.seq')
        .execute();
      return rows.map((row) => ({
        seq: row.seq,
        reportId: row.report_id,
        kind: row.kind as ReportLineKind,
        atMs: row.at,
        actor: row.actor,
        source: row.source,
        detail: row.detail,
      }));
    },

    listRepeats: async (reportId) => {
      const rows = await db
        .selectFrom('reports')
        .selectAll()
        .where('merged_into', '=', reportId)
        .orderBy('number')
        .execute();
      return rows.map(rowToReport);
    },

    countRepeats: async (reportIds) => {
      if (reportIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('reports')
        .select((select) => ['merged_into', select.fn.countAll<number | string>().as('count')])
        .where('merged_into', 'in', reportIds)
        .groupBy('merged_into')
        .execute();
      return new Map(rows.map((row) => [row.merged_into ?? '', Number(row.count)]));
    },

    countReports: async () => {
      const rows = await withRoots()
        .select((select) => [stands, isRepeat, select.fn.countAll<number | string>().as('count')])
        .groupBy(['stands', 'repeat'])
        .execute();
      return rows.map((row) => ({
        state: row.stands as ReportState,
        isRepeat: row.repeat === 1,
        count: Number(row.count),
      }));
    },

    countReportsBy: async ({ fromMs, untilMs }) => {
      const day = sql<
        number | string
      >`(reports.received_at + ${sql.lit(localOffsetMs)}) / ${sql.lit(dayMs)}`;
      const rows = await withRoots()
        .select((select) => [
          stands,
          isRepeat,
          day.as('day'),
          'reports.channel',
          'reports.category',
          select.fn.coalesce('root.agency_id', 'reports.agency_id').as('agency'),
          select.fn.countAll<number | string>().as('count'),
        ])
        .where('reports.received_at', '>=', fromMs)
        .where('reports.received_at', '<', untilMs)
        .groupBy(['stands', 'repeat', 'day', 'reports.channel', 'reports.category', 'agency'])
        .execute();
      return rows.map((row) => ({
        state: row.stands as ReportState,
        isRepeat: row.repeat === 1,
        day: Number(row.day),
        channel: row.channel as ReportChannel,
        category: row.category as ReportCategory,
        agencyId: row.agency,
        count: Number(row.count),
      }));
    },

    listReportWaits: async ({ fromMs, untilMs }) => {
      const rows = await db
        .selectFrom('reports')
        .select(sql<number | string>`settled_at - received_at`.as('wait'))
        .where('received_at', '>=', fromMs)
        .where('received_at', '<', untilMs)
        .where('settled_at', 'is not', null)
        .where('merged_into', 'is', null)
        .orderBy('wait')
        .execute();
      return rows.map(({ wait }) => Number(wait));
    },

    listUnnotedReports: (receivedSinceMs, limit) =>
      listUnnoted(
        db,
        { kind: 'report.recorded', receivedSinceMs, limit },
        (unitId, entryId) =>
          sql<boolean>`exists (select 1 from reports as noted where noted.source = 'entry:' || ${unitId} || ':' || ${entryId})`,
      ),
  };
};
