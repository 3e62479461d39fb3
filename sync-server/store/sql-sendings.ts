import { sql, type Kysely, type Selectable } from 'kysely';
import { z } from 'zod';
import type { Sending, SendingReader, SendingState, SendingTransactor } from './sendings.ts';
import { sqlSendingClaims } from './sql-sending-claims.ts';
import type { Tables } from './tables.ts';

const bodySchema = z.object({ title: z.string(), text: z.string() });

const rowToSending = (row: Selectable<Tables['sendings']>): Sending => ({
  bulletinId: row.bulletin_id,
  // Nothing else is ever written there.
  state: row.state as SendingState,
  ...bodySchema.parse(JSON.parse(row.body)),
  recipients: row.recipients,
  begunAtMs: row.begun_at,
  endedAtMs: row.ended_at,
});

export const sqlSendingReader = (db: Kysely<Tables>): SendingReader => ({
  findSending: async (bulletinId) => {
    const row = await db
      .selectFrom('sendings')
      .selectAll()
      .where('bulletin_id', '=', bulletinId)
      .executeTakeFirst();
    return row === undefined ? null : rowToSending(row);
  },

  listSendings: async () => {
    const rows = await db
      .selectFrom('sendings')
      .selectAll()
      .orderBy('begun_at', 'desc')
      .limit(50)
      .execute();
    return rows.map(rowToSending);
  },

  countSending: async (bulletinId) => {
    const rows = await db
      .selectFrom('sending_batches')
      .select(({ fn }) => [
        'state',
        fn.countAll<number | string>().as('batches'),
        fn.sum<number | string>('accepted').as('accepted'),
        fn.sum<number | string>('refused').as('refused'),
        fn.sum<number | string>('delivered').as('delivered'),
        fn.sum<number | string>('failed').as('failed'),
      ])
      .where('bulletin_id', '=', bulletinId)
      .groupBy('state')
      .execute();
    const all = (of: 'batches' | 'accepted' | 'refused' | 'delivered' | 'failed') =>
      rows.reduce((sum, row) => sum + Number(row[of]), 0);
    const batchesIn = (state: string) =>
      Number(rows.find((row) => row.state === state)?.batches ?? 0);
    return {
      batches: all('batches'),
      waiting: batchesIn('waiting'),
      unknown: batchesIn('sending'),
      dead: batchesIn('dead'),
      accepted: all('accepted'),
      refused: all('refused'),
      delivered: all('delivered'),
      failed: all('failed'),
    };
  },

  hasRunningSendings: async () => {
    const row = await db
      .selectFrom('sendings')
      .select('bulletin_id')
      .where('ended_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  lastSubscriber: async () => {
    const row = await db
      .selectFrom('subscribers')
      .select(({ fn }) => fn.max('number').as('last'))
      .executeTakeFirst();
    return row?.last ?? 0;
  },

  countSubscribers: async () => {
    const { count } = await db
      .selectFrom('subscribers')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  listSubscribers: async (from, through) => {
    const rows = await db
      .selectFrom('subscribers')
      .select('address')
      .where('number', '>=', from)
      .where('number', '<=', through)
      .orderBy('number')
      .execute();
    return rows.map(({ address }) => address);
  },
});

/** Values of one statement: what SQLite and PostgreSQL both take. */
const rowsAtOnce = 400;

const chunksOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

export const sqlSendingTransactor = (db: Kysely<Tables>): SendingTransactor => ({
  addSubscribers: async (addresses) => {
    const reader = sqlSendingReader(db);
    let last = Math.max(await reader.lastSubscriber(), await lastPlanned(db));
    let added = 0;
    for (const some of chunksOf([...new Set(addresses)], rowsAtOnce)) {
      const known = await db
        .selectFrom('subscribers')
        .select('address')
        .where('address', 'in', some)
        .execute();
      const there = new Set(known.map(({ address }) => address));
      const fresh = some.filter((address) => !there.has(address));
      if (fresh.length === 0) continue;
      const first = last + 1;
      await db
        .insertInto('subscribers')
        .values(fresh.map((address, index) => ({ number: first + index, address })))
        .execute();
      last += fresh.length;
      added += fresh.length;
    }
    return added;
  },

  removeSubscribers: async (addresses) => {
    let removed = 0;
    for (const some of chunksOf(addresses, rowsAtOnce)) {
      const { numDeletedRows } = await db
        .deleteFrom('subscribers')
        .where('address', 'in', some)
        .executeTakeFirstOrThrow();
      removed += Number(numDeletedRows);
    }
    return removed;
  },

  planSending: async ({ bulletinId, title, text, begunAtMs, epoch, perBatch }) => {
    const reader = sqlSendingReader(db);
    const last = await reader.lastSubscriber();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('sendings')
      .values({
        bulletin_id: bulletinId,
        state: 'running',
        body: JSON.stringify({ title, text }),
        epoch,
        recipients: await reader.countSubscribers(),
        begun_at: begunAtMs,
        ended_at: null,
        next_at: begunAtMs,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return false;
    const batches = Array.from({ length: Math.ceil(last / perBatch) }, (_, index) => ({
      bulletin_id: bulletinId,
      batch: index + 1,
      from_number: index * perBatch + 1,
      through_number: Math.min(last, (index + 1) * perBatch),
      state: 'waiting',
      due_at: begunAtMs,
      attempts: 0,
      claim: null,
      reason: null,
      accepted: 0,
      refused: 0,
      delivered: 0,
      failed: 0,
    }));
    for (const some of chunksOf(batches, rowsAtOnce / 8)) {
      await db.insertInto('sending_batches').values(some).execute();
    }
    return true;
  },

  stopSending: async (bulletinId) => {
    await db
      .updateTable('sendings')
      .set({ state: 'stopped' })
      .where('bulletin_id', '=', bulletinId)
      .where('state', '=', 'running')
      .execute();
    await db
      .updateTable('sending_batches')
      .set({ state: 'stopped' })
      .where('bulletin_id', '=', bulletinId)
      .where('state', '=', 'waiting')
      .execute();
  },

  distrustBatches: async (epoch, nowMs) => {
    const foreign = db
      .selectFrom('sendings')
      .select('bulletin_id')
      .where('epoch', '<>', epoch)
      .where('state', '=', 'running');
    await db
      .updateTable('sending_batches')
      .set({ state: 'sending', due_at: nowMs, claim: null })
      .where('state', '=', 'waiting')
      .where('bulletin_id', 'in', foreign)
      .execute();
    await db.updateTable('sendings').set({ epoch }).where('epoch', '<>', epoch).execute();
  },

  endSendings: async (nowMs) => {
    await db
      .updateTable('sendings')
      .set({
        ended_at: nowMs,
        state: sql<string>`case when state = 'running' then 'done' else state end`,
      })
      .where('ended_at', 'is', null)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('sending_batches')
              .select('batch')
              .whereRef('sending_batches.bulletin_id', '=', 'sendings.bulletin_id')
              .where('sending_batches.state', 'in', ['waiting', 'sending', 'accepted']),
          ),
        ),
      )
      .execute();
  },

  ...sqlSendingClaims(db),
});

/** A number of somebody who was taken off the list may stand in a plan. */
const lastPlanned = async (db: Kysely<Tables>): Promise<number> => {
  const row = await db
    .selectFrom('sending_batches')
    .select(({ fn }) => fn.max('through_number').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
};
