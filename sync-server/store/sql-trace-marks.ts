import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import type { TracingTransactor } from './tracing.ts';
import type { WatchMark } from './watch-marks.ts';

type Marks = Pick<
  TracingTransactor,
  'watchKindsOf' | 'noteMarksByHand' | 'keepTraceMarks' | 'dropTraceMarks'
>;
type Kind = NonNullable<WatchMark['kind']>;

/** Values a statement takes, with room. */
const rowsAtOnce = 500;

/** In the place of a case: somebody put these marks in the list by hand. */
const byHand = 'by-hand';
/** In the place of a record: the case itself; anything else is a contact. */
const asCase = '';
const recordOfKind: Readonly<Record<Kind, string>> = { case: asCase, contact: 'contact' };

const inParts = function* <Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    yield rows.slice(from, from + rowsAtOnce);
  }
};

const insertNotes = async (
  db: Kysely<Tables>,
  notes: readonly Tables['trace_marks'][],
): Promise<void> => {
  for (const part of inParts(notes)) {
    await db
      .insertInto('trace_marks')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};

const noteOfHand = (mark: string, kind: Kind): Tables['trace_marks'] => ({
  case_id: byHand,
  unit_id: '',
  record_id: recordOfKind[kind],
  mark,
});

/** Marks that stand in the list with no note are from before notes were kept of hands: they were set by one. */
const claimUnnoted = async (db: Kysely<Tables>, marks: readonly string[]): Promise<void> => {
  for (const part of inParts(marks)) {
    const rows = await db
      .selectFrom('watch_marks')
      .select(['mark', 'kind'])
      .where('mark', 'in', part)
      .where('kind', 'is not', null)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('trace_marks')
              .select('trace_marks.case_id')
              .whereRef('trace_marks.mark', '=', 'watch_marks.mark'),
          ),
        ),
      )
      .execute();
    await insertNotes(
      db,
      rows.map(({ mark, kind }) => noteOfHand(mark, kind === 'case' ? 'case' : 'contact')),
    );
  }
};

/** For whose sake marks are in the list. */
export const sqlTraceMarks = (db: Kysely<Tables>): Marks => ({
  watchKindsOf: async (marks) => {
    const kinds = new Map<string, WatchMark['kind']>();
    for (const part of inParts(marks)) {
      const rows = await db
        .selectFrom('watch_marks')
        .select(['mark', 'kind'])
        .where('mark', 'in', part)
        .where('kind', 'is not', null)
        .execute();
      for (const { mark, kind } of rows) kinds.set(mark, kind as WatchMark['kind']);
    }
    return kinds;
  },

  noteMarksByHand: async (marks, kind) => {
    for (const part of inParts(marks)) {
      await db
        .deleteFrom('trace_marks')
        .where('case_id', '=', byHand)
        .where('mark', 'in', part)
        .execute();
    }
    if (kind !== null) {
      await insertNotes(
        db,
        marks.map((mark) => noteOfHand(mark, kind)),
      );
    }
  },

  keepTraceMarks: async (caseId, { unitId, recordId }, marks) => {
    await claimUnnoted(db, marks);
    await insertNotes(
      db,
      marks.map((mark) => ({ case_id: caseId, unit_id: unitId, record_id: recordId, mark })),
    );
  },

  dropTraceMarks: async (caseId, records) => {
    const left = new Map<string, WatchMark['kind']>();
    for (const record of records ?? [null]) {
      const rows = await db
        .deleteFrom('trace_marks')
        .where('case_id', '=', caseId)
        .$if(record !== null, (query) =>
          query
            .where('unit_id', '=', record?.unitId ?? '')
            .where('record_id', '=', record?.recordId ?? ''),
        )
        .returning('mark')
        .execute();
      for (const { mark } of rows) left.set(mark, null);
    }
    for (const part of inParts([...left.keys()])) {
      const rows = await db
        .selectFrom('trace_marks')
        .select(['mark', 'record_id'])
        .where('mark', 'in', part)
        .execute();
      for (const { mark, record_id: recordId } of rows) {
        if (left.get(mark) !== 'case') left.set(mark, recordId === asCase ? 'case' : 'contact');
      }
    }
    return left;
  },
});
