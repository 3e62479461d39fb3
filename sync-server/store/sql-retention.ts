import { sql, type Kysely, type Selectable, type SelectQueryBuilder } from 'kysely';
import type { StatisticQuestion } from '#domain/retention/crossing-statistics.ts';
import type { ForgottenBy } from '#domain/retention/server-rules.ts';
import type { LiveEntry, RetentionReader, StoredHold } from './retention.ts';
import { rowToEntry } from './stored-entry.ts';
import type { Tables } from './tables.ts';

/** The key in `server_meta` of what a run notes for the next. */
export const retentionNoteName = 'retention';

/** Written exactly as in the indexes, or they are not used. */
export const hasBytes = sql<boolean>`length(frame) > 0`;

const liveColumns = [
  'unit_id',
  'log_id',
  'position',
  'entry_id',
  'hash',
  'kind',
  'subject_id',
  'shift_id',
  'status',
  'reason',
  'received_at',
] as const;

export const sqlRetention = (db: Kysely<Tables>): RetentionReader => ({
  listLive: async ({ kind, statuses, receivedFrom, receivedThrough, after, limit }) => {
    const rows = await livePage(db, { receivedFrom, after, limit })
      .where('received_at', '<=', receivedThrough)
      .where('status', 'in', statuses)
      .$if(kind !== null, (query) => query.where('kind', '=', kind))
      .execute();
    return rows.map(rowToLive);
  },

  listReturned: async (page) => {
    // Each looked for by itself: `exists` would have PostgreSQL go through the whole ledger twice for a page.
    const rows = await livePage(db, page)
      .select((row) =>
        row
          .selectFrom('entries as gone')
          .select('gone.position')
          .whereRef('gone.unit_id', '=', 'entries.unit_id')
          .whereRef('gone.entry_id', '=', 'entries.entry_id')
          .where('gone.status', '<>', 'skipped')
          .where(sql<boolean>`length(gone.frame) = 0`)
          .limit(1)
          .as('sentAgain'),
      )
      .select((row) =>
        row
          .selectFrom('entries as gone')
          .select('gone.position')
          .whereRef('gone.unit_id', '=', 'entries.unit_id')
          .whereRef('gone.subject_id', '=', 'entries.subject_id')
          .where('gone.kind', 'in', ['crossing.recorded', 'declaration.recorded'])
          .where(sql<boolean>`length(gone.frame) = 0`)
          .limit(1)
          .as('ofForgotten'),
      )
      .execute();
    const last = rows.at(-1);
    return {
      returned: rows
        .filter(({ sentAgain, ofForgotten }) => sentAgain !== null || ofForgotten !== null)
        .map(rowToLive),
      last: last ? rowToLive(last) : null,
    };
  },

  listAbout: async (unitId, subjectIds) => {
    if (subjectIds.length === 0) return [];
    const rows = await db
      .selectFrom('entries')
      .selectAll()
      .where('unit_id', '=', unitId)
      .where('subject_id', 'in', subjectIds)
      .execute();
    return rows
      .map(rowToEntry)
      .toSorted((one, other) =>
        one.logId === other.logId
          ? one.position - other.position
          : one.logId < other.logId
            ? -1
            : 1,
      );
  },

  findRecords: async (unitId, recordIds) => {
    if (recordIds.length === 0) return [];
    const rows = await db
      .selectFrom('records')
      .select(['record_id', 'log_id', 'position'])
      .where('unit_id', '=', unitId)
      .where('record_id', 'in', recordIds)
      .execute();
    return rows.map((row) => ({
      unitId,
      recordId: row.record_id,
      logId: row.log_id,
      position: row.position,
    }));
  },

  listHolds: async () => {
    const rows = await db
      .selectFrom('legal_holds')
      .selectAll()
      .orderBy('placed_at', 'desc')
      .orderBy('hold_id')
      .execute();
    return rows.map(rowToHold);
  },

  listRetentionRuns: async (limit) => {
    const rows = await db
      .selectFrom('retention_runs')
      .selectAll()
      .orderBy('begun_at', 'desc')
      .orderBy('rule')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      runId: row.run_id,
      // Nothing else is ever written there.
      rule: row.rule as ForgottenBy,
      begunAtMs: row.begun_at,
      forgotten: row.forgotten,
    }));
  },

  listStatistics: async ({ fromMs, untilMs }) => {
    const rows = await db
      .selectFrom('crossing_statistics')
      .selectAll()
      .where('from_ms', '>=', fromMs)
      .where('from_ms', '<', untilMs)
      .orderBy('unit_id')
      .orderBy('from_ms')
      .orderBy('question')
      .orderBy('answer')
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      fromMs: row.from_ms,
      // Nothing else is ever written there.
      question: row.question as StatisticQuestion,
      answer: row.answer,
      crossings: row.crossings,
    }));
  },

  retentionNote: async () => {
    const row = await db
      .selectFrom('server_meta')
      .select('value')
      .where('key', '=', retentionNoteName)
      .executeTakeFirst();
    return row?.value ?? null;
  },
});

type LiveRow = Pick<Selectable<Tables['entries']>, (typeof liveColumns)[number]>;

const livePage = (
  db: Kysely<Tables>,
  {
    receivedFrom,
    after,
    limit,
  }: { readonly receivedFrom: number; readonly after: LiveEntry | null; readonly limit: number },
): SelectQueryBuilder<Tables, 'entries', LiveRow> =>
  db
    .selectFrom('entries')
    .select(liveColumns)
    .where(hasBytes)
    // One comparison of the whole key: with another of its first column SQLite would begin at that one.
    .where((where) =>
      where(
        where.refTuple('received_at', 'unit_id', 'log_id', 'position'),
        '>',
        where.tuple(
          after?.receivedAtMs ?? receivedFrom,
          after?.unitId ?? '',
          after?.logId ?? '',
          after?.position ?? 0,
        ),
      ),
    )
    .orderBy('received_at')
    .orderBy('unit_id')
    .orderBy('log_id')
    .orderBy('position')
    .limit(limit);

const rowToLive = (row: LiveRow): LiveEntry => {
  const { frame: _frame, ...entry } = rowToEntry({ ...row, frame: new Uint8Array() });
  return entry;
};

const rowToHold = (row: Selectable<Tables['legal_holds']>): StoredHold => ({
  holdId: row.hold_id,
  unitId: row.unit_id,
  shiftId: row.shift_id,
  fromMs: row.from_ms,
  untilMs: row.until_ms,
  subjectIds: row.subject_ids === null ? null : JSON.parse(row.subject_ids),
  reason: row.reason,
  placedAtMs: row.placed_at,
  releasedAtMs: row.released_at,
});
