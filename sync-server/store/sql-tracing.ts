import { sql, type Kysely, type Selectable } from 'kysely';
import { hasBytes } from './sql-retention.ts';
import { unitScope } from './store.ts';
import type { Tables } from './tables.ts';
import type { IndexedCrossing, TracingReader, TracingTransactor } from './tracing.ts';

type IndexReader = Pick<
  TracingReader,
  | 'listUnreadForTracing'
  | 'listSubjectsIn'
  | 'listTracedOf'
  | 'findTraced'
  | 'listTracedNear'
  | 'listFlowSteps'
>;
type IndexTransactor = Pick<TracingTransactor, 'readOnForTracing' | 'putTraced' | 'traceAnew'>;

/** SQLite takes 32,766 values a statement. */
const rowsAtOnce = 500;
/** No crossing reaches further from its moment: an hour's paper, and a clock that nobody measured. */
const longestReachMs = 2 * 3_600_000;

/** Of which a crossing's row is made, or made anew. */
const tellingKinds = [
  'declaration.recorded',
  'declaration.amended',
  'declaration.voided',
  'crossing.recorded',
  'crossing.amended',
  'crossing.voided',
  'conflict.settled',
  'settling.taken-back',
];

const scopeLength = unitScope('').length;

const rowToCrossing = (row: Selectable<Tables['traced_crossings']>): IndexedCrossing => ({
  unitId: row.unit_id,
  recordId: row.record_id,
  declarationId: row.declaration_id,
  atMs: row.at,
  laterMs: row.later,
  doubtMs: row.doubt,
  person: row.person,
  vehicle: row.vehicle,
  partyId: row.party_id,
  laneId: row.lane_id,
});

export const sqlTraceIndexReader = (db: Kysely<Tables>): IndexReader => ({
  listUnreadForTracing: async () => {
    const rows = await db
      .selectFrom('feed_counters')
      .leftJoin('trace_cursors', (join) =>
        join.on(
          'feed_counters.scope',
          '=',
          sql<string>`${sql.lit(unitScope(''))} || trace_cursors.unit_id`,
        ),
      )
      .select(['feed_counters.scope', 'feed_counters.head', 'trace_cursors.seq'])
      .where('feed_counters.scope', 'like', `${unitScope('')}%`)
      .where((where) =>
        where.or([
          where('trace_cursors.seq', 'is', null),
          where('trace_cursors.seq', '<', where.ref('feed_counters.head')),
        ]),
      )
      .orderBy('feed_counters.scope')
      .execute();
    return rows.map(({ scope, head, seq }) => ({
      unitId: scope.slice(scopeLength),
      head,
      seq: seq ?? 0,
    }));
  },

  listSubjectsIn: async (unitId, ranges) => {
    const subjects = new Set<string>();
    for (const range of ranges) {
      const rows = await db
        .selectFrom('entries')
        .select('subject_id')
        .where('unit_id', '=', unitId)
        .where('log_id', '=', range.logId)
        .where('position', '>=', range.from)
        .where('position', '<=', range.through)
        .where('status', '=', 'applied')
        .where('kind', 'in', tellingKinds)
        .execute();
      for (const { subject_id: id } of rows) if (id !== null) subjects.add(id);
    }
    return [...subjects];
  },

  listTracedOf: async (unitId, subjectIds) => {
    if (subjectIds.length === 0) return [];
    const rows = await db
      .selectFrom('traced_crossings')
      .select('record_id')
      .where('unit_id', '=', unitId)
      .where((where) =>
        where.or([where('record_id', 'in', subjectIds), where('declaration_id', 'in', subjectIds)]),
      )
      .execute();
    return rows.map((row) => row.record_id);
  },

  findTraced: async (terms) => {
    if (terms.length === 0) return [];
    const rows = await db
      .selectFrom('trace_terms')
      .innerJoin('traced_crossings', (join) =>
        join
          .onRef('traced_crossings.unit_id', '=', 'trace_terms.unit_id')
          .onRef('traced_crossings.record_id', '=', 'trace_terms.record_id'),
      )
      .selectAll('traced_crossings')
      .distinct()
      .where('trace_terms.term', 'in', terms)
      .execute();
    return rows.map(rowToCrossing);
  },

  listTracedNear: async (unitId, fromMs, throughMs) => {
    const rows = await db
      .selectFrom('traced_crossings')
      .selectAll()
      .where('unit_id', '=', unitId)
      .where('at', '>=', fromMs - longestReachMs)
      .where('at', '<=', throughMs + longestReachMs)
      .where(sql<boolean>`"at" + later + doubt >= ${fromMs}`)
      .where(sql<boolean>`"at" - doubt <= ${throughMs}`)
      .execute();
    return rows.map(rowToCrossing);
  },

  listFlowSteps: async (unitIds, fromMs, throughMs) => {
    if (unitIds.length === 0) return [];
    const rows = await db
      .selectFrom('traced_crossings')
      .select(['person', 'unit_id', 'at'])
      .where('unit_id', 'in', unitIds)
      .where('at', '>=', fromMs)
      .where('at', '<=', throughMs)
      .where('person', 'is not', null)
      .execute();
    return rows.flatMap(({ person, unit_id: unitId, at }) =>
      person === null ? [] : [{ person, unitId, atMs: at }],
    );
  },
});

export const sqlTraceIndexTransactor = (db: Kysely<Tables>): IndexTransactor => ({
  readOnForTracing: async ({ unitId, from, through }) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('trace_cursors')
      .values({ unit_id: unitId, seq: through })
      .onConflict((conflict) =>
        conflict
          .column('unit_id')
          .doUpdateSet({ seq: through })
          .where('trace_cursors.seq', '=', from),
      )
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },

  putTraced: async (unitId, recordIds, found) => {
    if (recordIds.length === 0) return;
    await dropTraced(db, unitId, recordIds);
    // Behind the lock on the unit's place: whoever forgets waits for it, or has forgotten before this look.
    const live = await db
      .selectFrom('entries')
      .select('subject_id')
      .where('unit_id', '=', unitId)
      .where('subject_id', 'in', recordIds)
      .where('kind', '=', 'crossing.recorded')
      .where(hasBytes)
      .execute();
    const isLive = new Set(live.map((row) => row.subject_id));
    const kept = found.filter(({ crossing }) => isLive.has(crossing.recordId));
    const rows = kept.map(({ crossing }) => ({
      unit_id: unitId,
      record_id: crossing.recordId,
      declaration_id: crossing.declarationId,
      at: crossing.atMs,
      later: crossing.laterMs,
      doubt: crossing.doubtMs,
      person: crossing.person,
      vehicle: crossing.vehicle,
      party_id: crossing.partyId,
      lane_id: crossing.laneId,
    }));
    const terms = kept.flatMap(({ crossing, terms: own }) =>
      own.map((term) => ({ term, unit_id: unitId, record_id: crossing.recordId })),
    );
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await db
        .insertInto('traced_crossings')
        .values(rows.slice(from, from + rowsAtOnce))
        .execute();
    }
    for (let from = 0; from < terms.length; from += rowsAtOnce) {
      await db
        .insertInto('trace_terms')
        .values(terms.slice(from, from + rowsAtOnce))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  },

  traceAnew: async (unitId) => {
    await db
      .insertInto('trace_cursors')
      .values({ unit_id: unitId, seq: 0 })
      .onConflict((conflict) => conflict.column('unit_id').doUpdateSet({ seq: 0 }))
      .execute();
  },
});

const dropTraced = async (
  db: Kysely<Tables>,
  unitId: string,
  recordIds: readonly string[],
): Promise<void> => {
  for (const table of ['trace_terms', 'traced_crossings'] as const) {
    await db
      .deleteFrom(table)
      .where('unit_id', '=', unitId)
      .where('record_id', 'in', recordIds)
      .execute();
  }
};

/** Nothing of a crossing is found any more once it, or what its person declared, is forgotten. */
export const forgetTraced = async (
  db: Kysely<Tables>,
  unitId: string,
  subjectIds: readonly string[],
): Promise<void> => {
  if (subjectIds.length === 0) return;
  // Whoever fills the index holds this row: they are waited for.
  await db
    .updateTable('trace_cursors')
    .set((row) => ({ seq: row.ref('seq') }))
    .where('unit_id', '=', unitId)
    .execute();
  const records = await db
    .selectFrom('traced_crossings')
    .select('record_id')
    .where('unit_id', '=', unitId)
    .where((where) =>
      where.or([where('record_id', 'in', subjectIds), where('declaration_id', 'in', subjectIds)]),
    )
    .execute();
  const recordIds = records.map((row) => row.record_id);
  if (recordIds.length > 0) await dropTraced(db, unitId, recordIds);
};
