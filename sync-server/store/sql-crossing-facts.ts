import { sql, type Kysely, type Selectable, type SelectQueryBuilder } from 'kysely';
import type { CrossingFact, FactReader, FactTransactor, Span } from './crossing-facts.ts';
import type { LiveEntry } from './retention.ts';
import { hasBytes } from './sql-retention.ts';
import { rowToEntry } from './stored-entry.ts';
import type { Tables } from './tables.ts';

/** SQLite takes 32,766 values a statement. */
const rowsAtOnce = 500;

const counted = 'counted';

export const sqlFactReader = (db: Kysely<Tables>): FactReader => {
  const within = ({ fromMs, untilMs }: Span) =>
    db
      .selectFrom('crossing_facts')
      .where('hour', '>=', hourOf(fromMs))
      .where('hour', '<', untilMs)
      .where('standing', '=', counted)
      .where('at', '>=', fromMs)
      .where('at', '<', untilMs);

  return {
    listUnreadForFacts: async () => {
      const rows = await db
        .selectFrom('feed_counters')
        .leftJoin('fact_cursors', 'fact_cursors.scope', 'feed_counters.scope')
        .select(['feed_counters.scope', 'feed_counters.head', 'fact_cursors.seq'])
        .where('feed_counters.scope', 'like', 'unit:%')
        .where((where) =>
          where.or([
            where('fact_cursors.seq', 'is', null),
            where('fact_cursors.seq', '<', where.ref('feed_counters.head')),
          ]),
        )
        .orderBy('feed_counters.scope')
        .execute();
      return rows.map(({ scope, head, seq }) => ({ scope, head, seq: seq ?? 0 }));
    },

    listCrossingsOf: async ({ unitId, runs, about }) => {
      const found = new Map<string, LiveEntry>();
      const note = (rows: readonly Omit<Selectable<Tables['entries']>, 'frame'>[]): void => {
        for (const row of rows) {
          const { frame: _frame, ...entry } = rowToEntry({ ...row, frame: new Uint8Array() });
          found.set(entry.subjectId ?? '', entry);
        }
      };
      for (const { logId, from, through } of runs) {
        note(
          await crossings(db, unitId)
            .where('log_id', '=', logId)
            .where('position', '>=', from)
            .where('position', '<=', through)
            .execute(),
        );
      }
      for (let from = 0; from < about.length; from += rowsAtOnce) {
        const ids = about.slice(from, from + rowsAtOnce);
        const declared = await db
          .selectFrom('crossing_facts')
          .select('record_id')
          .where('unit_id', '=', unitId)
          .where('declaration_id', 'in', ids)
          .execute();
        const subjects = [...ids, ...declared.map((row) => row.record_id)];
        note(await crossings(db, unitId).where('subject_id', 'in', subjects).execute());
      }
      return [...found.values()];
    },

    countByHour: async (span) => {
      const rows = await within(span)
        .select(['hour', 'verdict', (select) => select.fn.countAll<number | string>().as('number')])
        .groupBy(['hour', 'verdict'])
        .execute();
      return rows.map((row) => ({
        hourMs: row.hour,
        verdict: row.verdict ?? '',
        crossings: Number(row.number),
      }));
    },

    countByUnit: async (span) => {
      const rows = await within(span)
        .select([
          'unit_id',
          'verdict',
          (select) => select.fn.countAll<number | string>().as('number'),
        ])
        .groupBy(['unit_id', 'verdict'])
        .execute();
      return rows.map((row) => ({
        unitId: row.unit_id,
        verdict: row.verdict ?? '',
        crossings: Number(row.number),
      }));
    },

    countByChannel: async (span) => {
      const rows = await within(span)
        .select(['channel', (select) => select.fn.countAll<number | string>().as('number')])
        .groupBy('channel')
        .execute();
      return rows.map(({ channel, number }) => ({ channel, crossings: Number(number) }));
    },

    listFacts: async ({ fromMs, untilMs, unitId, verdict }, after, limit) => {
      const rows = await db
        .selectFrom('crossing_facts')
        .selectAll()
        .where('standing', '=', counted)
        .where('at', '>=', fromMs)
        .where('at', '<', untilMs)
        .where('hour', '>=', hourOf(fromMs))
        .where('hour', '<', untilMs)
        .$if(verdict !== null, (query) => query.where('verdict', '=', verdict))
        .$if(unitId !== null, (query) => query.where('unit_id', '=', unitId ?? ''))
        .$if(after !== null, (query) =>
          query.where((where) =>
            where(
              where.refTuple('at', 'record_id'),
              '<',
              where.tuple(after?.atMs ?? 0, after?.recordId ?? ''),
            ),
          ),
        )
        .orderBy('at', 'desc')
        .orderBy('record_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(rowToFact);
    },

    pageFacts: async ({ untilMs }, { hourMs, unitId, recordId }, limit) => {
      const rows = await db
        .selectFrom('crossing_facts')
        .selectAll()
        .where((where) =>
          where(
            where.refTuple('hour', 'unit_id', 'record_id'),
            '>',
            where.tuple(hourMs, unitId, recordId),
          ),
        )
        .where('hour', '<', untilMs)
        .orderBy('hour')
        .orderBy('unit_id')
        .orderBy('record_id')
        .limit(limit)
        .execute();
      return rows.map(rowToFact);
    },

    countAnswers: async ({ fromMs, untilMs }, question) => {
      const rows = await db
        .selectFrom('crossing_facts')
        .select([
          'unit_id',
          'hour',
          `${question} as answer`,
          (select) => select.fn.countAll<number | string>().as('number'),
        ])
        .where('hour', '>=', fromMs)
        .where('hour', '<', untilMs)
        .where(question, 'is not', null)
        .groupBy(['unit_id', 'hour', question])
        .execute();
      return rows.map((row) => ({
        unitId: row.unit_id,
        fromMs: row.hour,
        answer: row.answer ?? '',
        crossings: Number(row.number),
      }));
    },
  };
};

const hourLengthMs = 3_600_000;
const hourOf = (atMs: number): number => Math.floor(atMs / hourLengthMs) * hourLengthMs;

const crossings = (
  db: Kysely<Tables>,
  unitId: string,
): SelectQueryBuilder<Tables, 'entries', Omit<Selectable<Tables['entries']>, 'frame'>> =>
  db
    .selectFrom('entries')
    .select([
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
    ])
    .where('unit_id', '=', unitId)
    .where('kind', '=', 'crossing.recorded')
    .where('status', '=', 'applied')
    .where(hasBytes);

const rowToFact = (row: Selectable<Tables['crossing_facts']>): CrossingFact => ({
  unitId: row.unit_id,
  recordId: row.record_id,
  logId: row.log_id,
  position: row.position,
  declarationId: row.declaration_id,
  atMs: row.at,
  hourMs: row.hour,
  answers: {
    standing: row.standing,
    verdict: row.verdict,
    channel: row.channel,
    direction: row.direction,
    vehicle: row.vehicle,
    symptom: row.symptom,
    age: row.age,
  },
});

const factToRow = (fact: CrossingFact): Tables['crossing_facts'] => ({
  unit_id: fact.unitId,
  record_id: fact.recordId,
  log_id: fact.logId,
  position: fact.position,
  declaration_id: fact.declarationId,
  at: fact.atMs,
  hour: fact.hourMs,
  ...fact.answers,
  standing: fact.answers.standing ?? counted,
});

export const sqlFactTransactor = (db: Kysely<Tables>): FactTransactor => ({
  keepFacts: async ({ scope, through, facts }) => {
    for (let from = 0; from < facts.length; from += rowsAtOnce) {
      const rows = facts.slice(from, from + rowsAtOnce);
      const places = sql.join(
        rows.map(
          ({ unitId, logId, position }) => sql`(${unitId}, ${logId}, cast(${position} as bigint))`,
        ),
      );
      // Whatever was forgotten meanwhile is counted in the statistics already.
      const here = await db
        .selectFrom('entries')
        .select(['log_id', 'position'])
        .where(sql<boolean>`(unit_id, log_id, position) in (values ${places})`)
        .where(hasBytes)
        .execute();
      const kept = new Set(here.map((row) => `${row.log_id} ${row.position}`));
      const values = rows.filter((fact) => kept.has(`${fact.logId} ${fact.position}`));
      if (values.length === 0) continue;
      await db
        .insertInto('crossing_facts')
        .values(values.map(factToRow))
        .onConflict((conflict) =>
          conflict.columns(['unit_id', 'record_id']).doUpdateSet((row) => ({
            log_id: row.ref('excluded.log_id'),
            position: row.ref('excluded.position'),
            declaration_id: row.ref('excluded.declaration_id'),
            at: row.ref('excluded.at'),
            hour: row.ref('excluded.hour'),
            standing: row.ref('excluded.standing'),
            verdict: row.ref('excluded.verdict'),
            channel: row.ref('excluded.channel'),
            direction: row.ref('excluded.direction'),
            vehicle: row.ref('excluded.vehicle'),
            symptom: row.ref('excluded.symptom'),
            age: row.ref('excluded.age'),
          })),
        )
        .execute();
    }
    await db
      .insertInto('fact_cursors')
      .values({ scope, seq: through })
      .onConflict((conflict) => conflict.column('scope').doUpdateSet({ seq: through }))
      .execute();
  },
});
