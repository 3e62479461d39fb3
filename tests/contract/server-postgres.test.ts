import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { postgresEngine } from '../../sync-server/store/postgres.ts';
import { retryTransaction } from '../../sync-server/store/retry-transaction.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { signedHeaders } from '../support/test-signer.ts';
import { enrolAt } from '../support/enrol-at.ts';
import { freePort } from '../support/free-port.ts';
import { postgresUrl } from '../support/postgres.ts';
import { runRefusedServer, startServer } from '../support/server-process.ts';
import { onPostgres } from './engines.ts';
import { arrived, custodyOf, device } from './sample-custody.ts';
import { epoch, temporaryDir } from './server-world.ts';

const line = { kind: 'line', body: {}, audience: null };
const noPause = () => new Uint8Array(1);

const openLedger = async (dir: string) => {
  const engine = await onPostgres.inDir(dir);
  const store = await openSqlStore(engine, epoch);
  const admin = new Client({ connectionString: await postgresUrl(dir) });
  await admin.connect();
  const close = async () => {
    await store.close();
    await admin.end();
  };
  return { engine, store, admin, [Symbol.asyncDispose]: close };
};

describe('the ledger on PostgreSQL', () => {
  it('[LEDGER-8] holds frames byte for byte and gives JSON back as it was', async () => {
    using dir = temporaryDir();
    await using ledger = await openLedger(dir.path);
    const { store, admin } = ledger;
    const frame = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const body = { text: 'Máy \u0000 \u001A0 \\u0000 🛵', deep: [1.5, -0.1, null, true, {}] };
    await store.transact(async (tx) => {
      await tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 });
      await tx.appendFeed('scope', [{ ...line, body }]);
    });
    await store.takeCustody(custodyOf([arrived(1, { frame })]));
    const { rows } = await admin.query<{ frame: Buffer }>('select frame from entries');
    expect(rows.map((row) => [...row.frame])).toEqual([[...frame]]);
    const page = { scope: 'scope', audience: 'hn-01', after: 0, through: 1, limit: 1 };
    expect((await store.readFeed(page)).map((each) => each.body)).toEqual([body]);
  });

  it('[LEDGER-12] of two transactions that wait for each other one is run again whole', async () => {
    using dir = temporaryDir();
    await using ledger = await openLedger(dir.path);
    const { store } = ledger;
    const bothHold = Promise.withResolvers<void>();
    let runs = 0;
    const cross = (one: string, other: string) =>
      store.transact(async (tx) => {
        runs += 1;
        await tx.appendFeed(one, [line]);
        if (runs === 2) bothHold.resolve();
        await bothHold.promise;
        await tx.appendFeed(other, [line]);
      });
    await Promise.all([cross('one', 'other'), cross('other', 'one')]);
    expect(runs).toBe(3);
    expect([await store.feedHead('one'), await store.feedHead('other')]).toEqual([2, 2]);
  });

  it('[LEDGER-12] gives up after some tries, says "later", and never repeats a bug', async () => {
    const { isBusy } = postgresEngine('postgres://host/chot', noPause);
    const failWith = async (error: Error) => {
      let runs = 0;
      const failing = retryTransaction(noPause, async () => {
        runs += 1;
        throw error;
      });
      await expect(failing).rejects.toBe(error);
      return { runs, isBusy: isBusy(error) };
    };
    const conflict = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    expect(await failWith(conflict)).toEqual({ runs: 8, isBusy: true });
    expect(await failWith(new Error('a bug'))).toEqual({ runs: 1, isBusy: false });
    const twice = Object.assign(new Error('duplicate key'), { code: '23505' });
    expect(await failWith(twice)).toEqual({ runs: 1, isBusy: false });
  });

  it('[LEDGER-13] a connection that ends undoes its transaction, says "later", and the next one works', async () => {
    using dir = temporaryDir();
    await using ledger = await openLedger(dir.path);
    const { store, admin, engine } = ledger;
    const cut = store.transact(async (tx) => {
      await tx.appendFeed('scope', [line]);
      await admin.query(
        `select pg_terminate_backend(pid, 60000) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
      await tx.appendFeed('scope', [line]);
    });
    await expect(cut).rejects.toSatisfy(engine.isBusy);
    expect(await store.feedHead('scope')).toBe(0);
    expect(await store.transact((tx) => tx.appendFeed('scope', [line]))).toBe(1);
  });

  it('[LEDGER-13] a database that nobody answers for says "later"', async () => {
    const port = await freePort();
    const engine = postgresEngine(`postgres://127.0.0.1:${port}/chot`, noPause);
    await expect(openSqlStore(engine, epoch)).rejects.toSatisfy(engine.isBusy);
  });

  it('[LEDGER-14] waits for the disk before it acknowledges, whatever the server’s default', async () => {
    using dir = temporaryDir();
    await using before = await openLedger(dir.path);
    const { admin } = before;
    await admin.query('alter role postgres set synchronous_commit = off');
    await admin.query('create table seen (setting text)');
    await admin.query(
      `create function note() returns trigger language plpgsql as $$ begin
         insert into seen values (current_setting('synchronous_commit')); return new; end $$`,
    );
    await admin.query('create trigger note after insert on feed execute function note()');
    await using ledger = await openLedger(dir.path);
    const session = await ledger.admin.query('show synchronous_commit');
    await ledger.store.transact((tx) => tx.appendFeed('scope', [line]));
    await admin.query('alter role postgres reset synchronous_commit');
    expect(session.rows).toEqual([{ synchronous_commit: 'off' }]);
    expect((await admin.query('select setting from seen')).rows).toEqual([{ setting: 'on' }]);
  });

  it('[SERVER-9] DATABASE_URL is where the server keeps its ledger, also after a kill', async () => {
    using dir = temporaryDir();
    using empty = temporaryDir();
    const env = {
      DATABASE_URL: await postgresUrl(dir.path),
      SEALING_KEYS_FILE: join(dir.path, 'keys.json'),
    };
    const first = await startServer({ dataDir: dir.path, env });
    const tablet = await enrolAt(first.url);
    await first.kill();
    const second = await startServer({ dataDir: empty.path, env });
    const board = await fetch(`${second.url}/api/v1/board`, {
      headers: signedHeaders(tablet.signer, { method: 'GET', target: '/api/v1/board' }),
    });
    await second.stop();
    expect(JSON.stringify(await board.json())).toContain(tablet.signer.deviceId);
  });

  it('[SERVER-9] a ledger that does not answer stops the start, and its password is not said', async () => {
    using dir = temporaryDir();
    const DATABASE_URL = 'postgres://chot:secret@127.0.0.1:1/chot';
    const ended = await runRefusedServer({ dataDir: dir.path, env: { DATABASE_URL } });
    expect(ended.exitCode).toBe(1);
    expect(ended.output).toMatch(
      /^The ledger postgres:\/\/127\.0\.0\.1:1\/chot cannot be opened: .*\.\n$/,
    );
    expect(ended.output).not.toContain('secret');
  });
});
