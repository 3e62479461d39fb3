import { setImmediate as nextTurn } from 'node:timers/promises';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../sync-server/store/store.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { postgresUrl } from '../support/postgres.ts';
import { onPostgres } from './engines.ts';
import { epoch, temporaryDir } from './server-world.ts';

/** A feed that is written in transactions and read by whoever remembers how far they are. */
type Feed = {
  /** Appends one number and commits when `hold` resolves. */
  readonly append: (number: number, hold: () => Promise<void>) => Promise<unknown>;
  readonly readAfter: (cursor: number) => Promise<{ numbers: unknown[]; cursor: number }>;
};

const scope = 'unit:hn-01';

const countedFeed = (store: Store): Feed => ({
  append: (number, hold) =>
    store.transact(async (tx) => {
      await tx.appendFeed(scope, [{ kind: 'line', body: number, audience: null }]);
      await hold();
    }),
  readAfter: async (after) => {
    const cursor = await store.feedHead(scope);
    const page = { scope, audience: 'hn-01', after, through: cursor, limit: 100 };
    const lines = await store.readFeed(page);
    return { numbers: lines.map(({ body }) => body), cursor };
  },
});

/** What the ledger must never become: the numbers of a sequence are given out before the commit. */
const sequencedFeed = (pool: Pool): Feed => ({
  append: async (number, hold) => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('insert into sequenced (body) values ($1)', [number]);
    await hold();
    await client.query('commit');
    client.release();
  },
  readAfter: async (after) => {
    const { rows } = await pool.query<{ seq: number; body: number }>(
      'select seq, body from sequenced where seq > $1 order by seq',
      [after],
    );
    return { numbers: rows.map(({ body }) => body), cursor: rows.at(-1)?.seq ?? after };
  },
});

/** The first writer has its number; the second commits before it, if it can; a reader looks on. */
const readWhileTwoWrite = async (feed: Feed, pool: Pool): Promise<unknown[]> => {
  const seen: unknown[] = [];
  let cursor = 0;
  const read = async () => {
    const page = await feed.readAfter(cursor);
    seen.push(...page.numbers);
    ({ cursor } = page);
  };
  const written = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const first = feed.append(1, () => {
    written.resolve();
    return released.promise;
  });
  await written.promise;
  let isCommitted = false;
  const second = feed.append(2, async () => undefined).then(() => (isCommitted = true));
  while (!isCommitted && !(await isSomebodyQueuing(pool))) await nextTurn();
  await read();
  released.resolve();
  await Promise.all([first, second]);
  await read();
  return seen;
};

const isSomebodyQueuing = async (pool: Pool): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `select 1 from pg_locks join pg_stat_activity using (pid)
     where not granted and datname = current_database()`,
  );
  return rowCount !== null && rowCount > 0;
};

describe('the order of a feed on PostgreSQL', () => {
  it('[LEDGER-9] a reader who goes on from the head misses nothing, where a sequence loses a line', async () => {
    using dir = temporaryDir();
    await using store = await openStore(dir.path);
    await using pool = await openPool(dir.path);
    await pool.client.query('create table sequenced (seq serial primary key, body integer)');
    expect(await readWhileTwoWrite(countedFeed(store.ledger), pool.client)).toEqual([1, 2]);
    expect(await readWhileTwoWrite(sequencedFeed(pool.client), pool.client)).toEqual([2]);
  });

  it('[LEDGER-9] who began first and is numbered last is read last, and is read', async () => {
    using dir = temporaryDir();
    await using store = await openStore(dir.path);
    const { ledger } = store;
    const feed = countedFeed(ledger);
    const begun = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const slow = ledger.transact(async (tx) => {
      await tx.epoch();
      begun.resolve();
      await released.promise;
      await tx.appendFeed(scope, [{ kind: 'line', body: 1, audience: null }]);
    });
    await begun.promise;
    await feed.append(2, async () => undefined);
    const before = await feed.readAfter(0);
    released.resolve();
    await slow;
    const after = await feed.readAfter(before.cursor);
    expect([before.numbers, after.numbers]).toEqual([[2], [1]]);
  });
});

const openStore = async (dir: string) => {
  const ledger = await openSqlStore(await onPostgres.inDir(dir), epoch);
  return { ledger, [Symbol.asyncDispose]: () => ledger.close() };
};

const openPool = async (dir: string) => {
  const client = new Pool({ connectionString: await postgresUrl(dir) });
  return { client, [Symbol.asyncDispose]: () => client.end() };
};
