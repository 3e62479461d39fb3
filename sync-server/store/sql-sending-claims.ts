import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ClaimedBatch, SendingTransactor } from './sendings.ts';
import type { Tables } from './tables.ts';

const bodySchema = z.object({ title: z.string(), text: z.string() });

type ClaimedRow = {
  bulletin_id: string;
  batch: number;
  from_number: number;
  through_number: number;
  attempts: number;
  state: string;
};

/** How batches pass from hand to hand: a claim is a due time in the future. */
export const sqlSendingClaims = (
  db: Kysely<Tables>,
): Pick<SendingTransactor, 'claimBatches' | 'claimQuestions' | 'settleBatch'> => {
  const withMessage = async (rows: readonly ClaimedRow[]): Promise<ClaimedBatch[]> => {
    const claimed: ClaimedBatch[] = [];
    for (const [bulletinId, of] of Map.groupBy(rows, (row) => row.bulletin_id)) {
      const { body } = await db
        .selectFrom('sendings')
        .select('body')
        .where('bulletin_id', '=', bulletinId)
        .executeTakeFirstOrThrow();
      const message = bodySchema.parse(JSON.parse(body));
      for (const row of of) {
        const { batch, from_number: from, through_number: through, attempts } = row;
        const isTaken = row.state === 'accepted';
        claimed.push({ bulletinId, batch, from, through, attempts, isTaken, ...message });
      }
    }
    return claimed.toSorted((one, other) => one.batch - other.batch);
  };

  return {
    claimBatches: async ({ claim, nowMs, untilMs, limit, perSecond }) => {
      // The row of the sending is what servers queue for: together they keep to the rate.
      const [sending] = await db
        .updateTable('sendings')
        .set((row) => ({ next_at: row.ref('next_at') }))
        .where('bulletin_id', 'in', (of) =>
          of
            .selectFrom('sendings')
            .select('bulletin_id')
            .where('state', '=', 'running')
            .where('next_at', '<=', nowMs)
            .orderBy('begun_at')
            .limit(1),
        )
        .returning(['bulletin_id', 'next_at'])
        .execute();
      if (sending === undefined || sending.next_at > nowMs) return [];
      const due = await db
        .selectFrom('sending_batches')
        .select('batch')
        .where('bulletin_id', '=', sending.bulletin_id)
        .where('state', '=', 'waiting')
        .where('due_at', '<=', nowMs)
        .orderBy('batch')
        .limit(limit)
        .execute();
      if (due.length === 0) return [];
      const rows = await db
        .updateTable('sending_batches')
        .set((row) => ({
          state: 'sending',
          claim,
          due_at: untilMs,
          attempts: row('attempts', '+', 1),
        }))
        .where('bulletin_id', '=', sending.bulletin_id)
        .where(
          'batch',
          'in',
          due.map(({ batch }) => batch),
        )
        .where('state', '=', 'waiting')
        .returning(['bulletin_id', 'batch', 'from_number', 'through_number', 'attempts', 'state'])
        .execute();
      const people = rows.reduce((sum, row) => sum + row.through_number - row.from_number + 1, 0);
      await db
        .updateTable('sendings')
        .set({ next_at: nowMs + Math.ceil((people / perSecond) * 1000) })
        .where('bulletin_id', '=', sending.bulletin_id)
        .execute();
      return withMessage(rows);
    },

    claimQuestions: async ({ claim, nowMs, untilMs, limit }) => {
      const due = await db
        .selectFrom('sending_batches')
        .select(['bulletin_id', 'batch'])
        .where('state', 'in', ['sending', 'accepted'])
        .where('due_at', '<=', nowMs)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      const taken: ClaimedRow[] = [];
      for (const { bulletin_id: bulletinId, batch } of due) {
        const row = await db
          .updateTable('sending_batches')
          .set({ claim, due_at: untilMs })
          .where('bulletin_id', '=', bulletinId)
          .where('batch', '=', batch)
          .where('state', 'in', ['sending', 'accepted'])
          // Said again: another server may have taken it between the looking and the taking.
          .where('due_at', '<=', nowMs)
          .returning(['bulletin_id', 'batch', 'from_number', 'through_number', 'attempts', 'state'])
          .executeTakeFirst();
        if (row !== undefined) taken.push(row);
      }
      return withMessage(taken);
    },

    settleBatch: async (claim, { bulletinId, batch }, outcome) => {
      const { numUpdatedRows } = await db
        .updateTable('sending_batches')
        .set(toColumns(outcome))
        .where('bulletin_id', '=', bulletinId)
        .where('batch', '=', batch)
        .where('claim', '=', claim)
        .executeTakeFirst();
      // Stopped while it was under way: it is not sent again.
      if (outcome.kind === 'waiting') {
        await db
          .updateTable('sending_batches')
          .set({ state: 'stopped' })
          .where('bulletin_id', '=', bulletinId)
          .where('batch', '=', batch)
          .where('state', '=', 'waiting')
          .where('bulletin_id', 'in', (of) =>
            of.selectFrom('sendings').select('bulletin_id').where('state', '=', 'stopped'),
          )
          .execute();
      }
      return numUpdatedRows === 1n;
    },
  };
};

const toColumns = (outcome: Parameters<SendingTransactor['settleBatch']>[2]) => {
  switch (outcome.kind) {
    case 'taken': {
      const { accepted, refused, delivered, failed, dueAtMs } = outcome;
      const counts = { accepted, refused, delivered, failed, reason: null, claim: null };
      return dueAtMs === null
        ? { ...counts, state: 'done' }
        : { ...counts, state: 'accepted', due_at: dueAtMs };
    }
    case 'waiting':
      return { state: 'waiting', claim: null, due_at: outcome.dueAtMs, reason: outcome.reason };
    case 'unknown':
      return { claim: null, due_at: outcome.dueAtMs, reason: 'unknown' };
    case 'dead':
      return { state: 'dead', claim: null, reason: outcome.reason };
  }
};
