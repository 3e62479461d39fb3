import { sql, type Kysely } from 'kysely';
import type { ReferralReader, ReferralTransactor } from './referrals.ts';
import type { Tables } from './tables.ts';

/** No delay is longer; what is due later than that was put off before the clock was put back. */
const longestDelayMs = 3_600_000;

export const sqlDeliveryReader = (db: Kysely<Tables>): Pick<ReferralReader, 'countDeliveries'> => ({
  countDeliveries: async () => {
    const rows = await db
      .selectFrom('referral_deliveries')
      .select((select) => ['state', select.fn.countAll<number | string>().as('count')])
      .where('state', 'in', ['waiting', 'dead'])
      .groupBy('state')
      .execute();
    const countOf = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
    return { waiting: countOf('waiting'), dead: countOf('dead') };
  },
});

export const sqlDeliveryTransactor = (
  db: Kysely<Tables>,
): Pick<ReferralTransactor, 'claimDeliveries' | 'settleDelivery' | 'reviveDeliveries'> => ({
  claimDeliveries: async ({ claim, nowMs, untilMs, limit }) => {
    const isDue = sql<boolean>`(due_at <= ${nowMs} or due_at > ${nowMs + longestDelayMs})`;
    const due = db
      .selectFrom('referral_deliveries')
      .select(['unit_id', 'entry_id'])
      .where('state', '=', 'waiting')
      .where(isDue)
      .orderBy('queued_at')
      .limit(limit);
    const rows = await db
      .updateTable('referral_deliveries')
      .set((row) => ({ claim, due_at: untilMs, attempts: row('attempts', '+', 1) }))
      .where((where) =>
        where(where.refTuple('unit_id', 'entry_id'), 'in', due.$asTuple('unit_id', 'entry_id')),
      )
      // Said again: another server may have taken some between the looking and the taking.
      .where('state', '=', 'waiting')
      .where(isDue)
      .returning(['unit_id', 'entry_id', 'record_id', 'attempts', 'queued_at'])
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      entryId: row.entry_id,
      recordId: row.record_id,
      attempts: row.attempts,
      queuedAtMs: row.queued_at,
    }));
  },

  settleDelivery: async (claim, { unitId, entryId, attempts }, outcome) => {
    const { numUpdatedRows } = await db
      .updateTable('referral_deliveries')
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
      .where('unit_id', '=', unitId)
      .where('entry_id', '=', entryId)
      .where('claim', '=', claim)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  reviveDeliveries: async (nowMs) => {
    const { numUpdatedRows } = await db
      .updateTable('referral_deliveries')
      .set({ state: 'waiting', due_at: nowMs, attempts: 0, ended_at: null, claim: null })
      .where('state', '=', 'dead')
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  },
});
