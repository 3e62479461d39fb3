import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import { identityAnswerSchema, registryNoticeSchema } from '#domain/identity/registry-check.ts';
import { tellingKinds, type CheckReader, type CheckTransactor } from './identity-checks.ts';
import type { Tables } from './tables.ts';

/** In `identity_cursors`: feeds were read for checks before. */
const begunScope = 'begun';

/** SQLite takes 32,766 values a statement. */
const rowsAtOnce = 500;

/** No delay is longer; what is due later than that was put off before the clock was put back. */
const longestDelayMs = 3_600_000;

const isDue =
  (nowMs: number) =>
  (where: ExpressionBuilder<Tables, 'identity_checks'>): Expression<SqlBool> =>
    where.or([where('due_at', '<=', nowMs), where('due_at', '>', nowMs + longestDelayMs)]);

export const sqlCheckReader = (db: Kysely<Tables>): CheckReader => ({
  findAnswer: async (questionHash, sinceMs) => {
    const row = await db
      .selectFrom('identity_answers')
      .select('answer')
      .where('question_hash', '=', questionHash)
      .where('answered_at', '>=', sinceMs)
      .executeTakeFirst();
    return row ? identityAnswerSchema.parse(JSON.parse(row.answer)) : null;
  },

  isToldOfRegistry: async () => {
    const row = await db
      .selectFrom('feed')
      .select('body')
      .where('scope', '=', 'reference')
      .where('kind', '=', 'registry')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row !== undefined && registryNoticeSchema.parse(JSON.parse(row.body)).isChecked;
  },

  countWaitingChecks: async () => {
    const row = await db
      .selectFrom('identity_checks')
      .select((select) => select.fn.countAll<number | string>().as('waiting'))
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    return Number(row.waiting);
  },

  listUnreadForChecks: async () => {
    const begun = await db
      .selectFrom('identity_cursors')
      .select('seq')
      .where('scope', '=', begunScope)
      .executeTakeFirst();
    if (begun === undefined) return null;
    const rows = await db
      .selectFrom('feed_counters')
      .leftJoin('identity_cursors', 'identity_cursors.scope', 'feed_counters.scope')
      .select(['feed_counters.scope', 'feed_counters.head', 'identity_cursors.seq'])
      .where('feed_counters.scope', 'like', 'unit:%')
      .where((where) =>
        where.or([
          where('identity_cursors.seq', 'is', null),
          where('identity_cursors.seq', '<', where.ref('feed_counters.head')),
        ]),
      )
      .orderBy('feed_counters.scope')
      .execute();
    return rows.map(({ scope, head, seq }) => ({ scope, head, seq: seq ?? 0 }));
  },
});

export const sqlCheckTransactor = (db: Kysely<Tables>): CheckTransactor => {
  const queueChecks: CheckTransactor['queueChecks'] = async (unitId, declarationIds, nowMs) => {
    const anew = { state: 'waiting', queued_at: nowMs, due_at: nowMs, attempts: 0, claim: null };
    // In one order, so that two servers never wait for each other's rows.
    const rows = declarationIds
      .toSorted()
      .map((id) => ({ unit_id: unitId, declaration_id: id, question_hash: null, ...anew }));
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await db
        .insertInto('identity_checks')
        .values(rows.slice(from, from + rowsAtOnce))
        // What was answered before stays known: an amendment of something else is not asked about again.
        .onConflict((conflict) => conflict.columns(['unit_id', 'declaration_id']).doUpdateSet(anew))
        .execute();
    }
  };

  return {
    beginChecks: async () => {
      await sql`insert into identity_cursors (scope, seq)
        select scope, head from feed_counters where scope like 'unit:%'
        on conflict (scope) do nothing`.execute(db);
      await db
        .insertInto('identity_cursors')
        .values({ scope: begunScope, seq: 1 })
        .onConflict((conflict) => conflict.column('scope').doNothing())
        .execute();
    },

    queueFromFeed: async ({ scope, unitId, from, through, accepted, receivedSinceMs, nowMs }) => {
      // First, so that another server that read the same waits here and then finds it done.
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('identity_cursors')
        .values({ scope, seq: through })
        .onConflict((conflict) =>
          conflict
            .column('scope')
            .doUpdateSet({ seq: through })
            .where('identity_cursors.seq', '=', from),
        )
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return 0;
      const declarationIds = new Set<string>();
      for (const range of accepted) {
        const rows = await db
          .selectFrom('entries')
          .select('subject_id')
          .where('unit_id', '=', unitId)
          .where('log_id', '=', range.logId)
          .where('position', '>=', range.from)
          .where('position', '<=', range.through)
          .where('status', '=', 'applied')
          .where('kind', 'in', tellingKinds)
          .where('received_at', '>=', receivedSinceMs)
          .execute();
        for (const { subject_id: id } of rows) if (id !== null) declarationIds.add(id);
      }
      await queueChecks(unitId, [...declarationIds], nowMs);
      return declarationIds.size;
    },

    queueChecks,

    claimChecks: async ({ claim, nowMs, untilMs, limit }) => {
      const due = db
        .selectFrom('identity_checks')
        .select(['unit_id', 'declaration_id'])
        .where('state', '=', 'waiting')
        .where(isDue(nowMs))
        .orderBy('queued_at', 'desc')
        .limit(limit);
      const rows = await db
        .updateTable('identity_checks')
        .set((row) => ({ claim, due_at: untilMs, attempts: row('attempts', '+', 1) }))
        .where((where) =>
          where(
            where.refTuple('unit_id', 'declaration_id'),
            'in',
            due.$asTuple('unit_id', 'declaration_id'),
          ),
        )
        // Said again: another server may have taken some between the looking and the taking.
        .where('state', '=', 'waiting')
        .where(isDue(nowMs))
        .returning(['unit_id', 'declaration_id', 'attempts', 'queued_at', 'question_hash'])
        .execute();
      return rows.map((row) => ({
        unitId: row.unit_id,
        declarationId: row.declaration_id,
        attempts: row.attempts,
        queuedAtMs: row.queued_at,
        questionHash: row.question_hash,
      }));
    },

    settleCheck: async (claim, outcome) => {
      const { unitId, declarationId, attempts } = outcome;
      const { numUpdatedRows } = await db
        .updateTable('identity_checks')
        .set(
          outcome.kind === 'done'
            ? { state: 'done', claim: null, question_hash: outcome.questionHash }
            : {
                claim: null,
                due_at: outcome.dueAtMs,
                attempts: outcome.countsAsAttempt ? attempts : attempts - 1,
              },
        )
        .where('unit_id', '=', unitId)
        .where('declaration_id', '=', declarationId)
        .where('claim', '=', claim)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    giveUpChecks: async (queuedThroughMs, limit) => {
      const old = db
        .selectFrom('identity_checks')
        .select(['unit_id', 'declaration_id'])
        .where('state', '=', 'waiting')
        .where('queued_at', '<=', queuedThroughMs)
        .limit(limit);
      const rows = await db
        .updateTable('identity_checks')
        .set({ state: 'given-up', claim: null })
        .where((where) =>
          where(
            where.refTuple('unit_id', 'declaration_id'),
            'in',
            old.$asTuple('unit_id', 'declaration_id'),
          ),
        )
        .where('state', '=', 'waiting')
        .returning(['unit_id', 'declaration_id'])
        .execute();
      return rows.map((row) => ({ unitId: row.unit_id, declarationId: row.declaration_id }));
    },

    keepAnswer: async ({ questionHash, answer, answeredAtMs }) => {
      const said = { answer: JSON.stringify(answer), answered_at: answeredAtMs };
      await db
        .insertInto('identity_answers')
        .values({ question_hash: questionHash, ...said })
        .onConflict((conflict) => conflict.column('question_hash').doUpdateSet(said))
        .execute();
    },

    forgetChecks: async (throughMs) => {
      await db.deleteFrom('identity_answers').where('answered_at', '<=', throughMs).execute();
      await db
        .deleteFrom('identity_checks')
        .where('state', '<>', 'waiting')
        .where('queued_at', '<=', throughMs)
        .execute();
    },
  };
};
