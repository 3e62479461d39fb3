import { sql, type Kysely } from 'kysely';
import type { DeliveryQueue, OutboxReader, OutboxTransactor } from './outbox.ts';
import type { DeliveryRow } from './report-tables.ts';
import type { Tables } from './tables.ts';

/** No delay is longer; what is due later than that was put off before the clock was put back. */
const longestDelayMs = 3_600_000;

const tableByQueue = {
  referrals: 'referral_deliveries',
  reports: 'report_deliveries',
} as const satisfies Record<DeliveryQueue, keyof Tables>;

/** The queues have the same columns; Kysely wants to know one table. */
const seenAs = (db: Kysely<Tables>, queue: DeliveryQueue) => {
  const table = tableByQueue[queue] as 'deliveries';
  return { table, rows: db as unknown as Kysely<{ deliveries: DeliveryRow }> };
};

export const sqlOutboxReader = (db: Kysely<Tables>): OutboxReader => ({
  countDeliveries: async (queue) => {
    const { rows, table } = seenAs(db, queue);
    const counted = await rows
      .selectFrom(table)
      .select((select) => ['state', select.fn.countAll<number | string>().as('count')])
      .where('state', 'in', ['waiting', 'dead'])
      .groupBy('state')
      .execute();
    const countOf = (state: string) =>
      Number(counted.find((row) => row.state === state)?.count ?? 0);
    return { waiting: countOf('waiting'), dead: countOf('dead') };
  },
});

export const sqlOutboxTransactor = (db: Kysely<Tables>): OutboxTransactor => ({
  queueDelivery: async (queue, { scope, deliveryId, subjectId, queuedAtMs }) => {
    const { rows, table } = seenAs(db, queue);
    await rows
      .insertInto(table)
      .values({
        unit_id: scope,
        entry_id: deliveryId,
        record_id: subjectId,
        state: 'waiting',
        queued_at: queuedAtMs,
        due_at: queuedAtMs,
        attempts: 0,
        claim: null,
        reason: null,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },

  claimDeliveries: async (queue, { claim, nowMs, untilMs, limit }) => {
    const { rows, table } = seenAs(db, queue);
    const isDue = sql<boolean>`(due_at <= ${nowMs} or due_at > ${nowMs + longestDelayMs})`;
    const due = rows
      .selectFrom(table)
      .select(['unit_id', 'entry_id'])
      .where('state', '=', 'waiting')
      .where(isDue)
      .orderBy('queued_at')
      .limit(limit);
    const claimed = await rows
      .updateTable(table)
      .set((row) => ({ claim, due_at: untilMs, attempts: row('attempts', '+', 1) }))
      .where((where) =>
        where(where.refTuple('unit_id', 'entry_id'), 'in', due.$asTuple('unit_id', 'entry_id')),
      )
      // Said again: another server may have taken some between the looking and the taking.
      .where('state', '=', 'waiting')
      .where(isDue)
      .returning(['unit_id', 'entry_id', 'record_id', 'attempts', 'queued_at'])
      .execute();
    return claimed.map((row) => ({
      scope: row.unit_id,
      deliveryId: row.entry_id,
      subjectId: row.record_id,
      attempts: row.attempts,
      queuedAtMs: row.queued_at,
    }));
  },

  settleDelivery: async (queue, claim, { scope, deliveryId, attempts }, outcome) => {
    const { rows, table } = seenAs(db, queue);
    const { numUpdatedRows } = await rows
      .updateTable(table)
      .set(
        outcome.kind === 'again'
          ? {
              claim: null,
              due_at: outcome.dueAtMs,
              reason: outcome.reason,
              attempts: outcome.countsAsAttempt ? attempts : attempts - 1,
            }
          : {
              state: outcome.kind,
              claim: null,
              ended_at: outcome.atMs,
              reason: outcome.kind === 'dead' ? outcome.reason : null,
            },
      )
      .where('unit_id', '=', scope)
      .where('entry_id', '=', deliveryId)
      .where('claim', '=', claim)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  reviveDeliveries: async (queue, nowMs) => {
    const { rows, table } = seenAs(db, queue);
    const { numUpdatedRows } = await rows
      .updateTable(table)
      .set({ state: 'waiting', due_at: nowMs, attempts: 0, ended_at: null, claim: null })
      .where('state', '=', 'dead')
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  },
});
