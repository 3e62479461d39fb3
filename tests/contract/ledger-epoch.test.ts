import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { openLedgerMark } from '../../sync-server/store/ledger-mark.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { postgresUrl } from '../support/postgres.ts';
import { onPostgres, onSqlite } from './engines.ts';
import { arrived, custodyOf, device } from './sample-custody.ts';
import { idOf } from '../support/id-of.ts';
import { temporaryDir } from './server-world.ts';

/** A copy of the whole database, taken and put back while nobody has it open. */
type Backup = {
  readonly take: (dir: string) => Promise<void>;
  readonly putBack: (dir: string) => Promise<void>;
};

const files: Backup = {
  take: async (dir) => cpSync(join(dir, 'chot.sqlite'), join(dir, 'backup')),
  putBack: async (dir) => {
    for (const name of readdirSync(dir).filter((one) => one.startsWith('chot.sqlite'))) {
      rmSync(join(dir, name));
    }
    cpSync(join(dir, 'backup'), join(dir, 'chot.sqlite'));
  },
};

const administer = async (dir: string, ...statements: string[]): Promise<void> => {
  const url = await postgresUrl(dir);
  const admin = new Client({ connectionString: `${dirname(url)}/postgres` });
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
};

const templates: Backup = {
  take: (dir) => {
    const name = basename(dir);
    return administer(dir, `create database "${name}-backup" template "${name}"`);
  },
  putBack: (dir) => {
    const name = basename(dir);
    return administer(
      dir,
      `drop database "${name}"`,
      `alter database "${name}-backup" rename to "${name}"`,
    );
  },
};

let lives = 0;

describe.each([
  { name: 'SQLite', engine: onSqlite, backup: files },
  { name: 'PostgreSQL', engine: onPostgres, backup: templates },
])('the epoch on $name', ({ engine, backup }) => {
  const open = async (dir: string): Promise<Store> => {
    lives += 1;
    const mark = openLedgerMark(join(dir, 'ledger-mark'));
    return openSqlStore(await engine.inDir(dir), `life ${lives}`, mark);
  };

  const push = async (store: Store, entries: number) => {
    const all = Array.from({ length: entries }, (_, index) => arrived(index + 1));
    return store.takeCustody(custodyOf(all));
  };

  const begin = async (dir: string): Promise<Store> => {
    const store = await open(dir);
    await store.transact((tx) => tx.insertDevice({ ...device, tokenHash: 't', enrolledAtMs: 1 }));
    await push(store, 2);
    return store;
  };

  const epochAfter = async (store: Store, dir: string, between: () => unknown): Promise<string> => {
    await store.close();
    await between();
    const next = await open(dir);
    const epoch = await next.epoch();
    await next.close();
    return epoch;
  };

  it('[EPOCH-1] a ledger put back from an older copy takes a new one, and keeps it', async () => {
    using dir = temporaryDir();
    let store = await begin(dir.path);
    const first = await store.epoch();
    await store.close();
    await backup.take(dir.path);
    store = await open(dir.path);
    expect(await store.epoch()).toBe(first);
    expect(await push(store, 4)).toMatchObject({ epoch: first, ackedThrough: 4 });
    await store.close();
    await backup.putBack(dir.path);
    store = await open(dir.path);
    const second = await store.epoch();
    expect(second).not.toBe(first);
    // [EPOCH-4] The tablet offers everything again.
    expect(await push(store, 4)).toMatchObject({
      epoch: second,
      ackedThrough: 4,
      results: [
        { from: 1, through: 2, status: 'duplicate' },
        { from: 3, through: 4, status: 'applied' },
      ],
    });
    expect(await epochAfter(store, dir.path, () => undefined)).toBe(second);
  });

  it('[EPOCH-1] also when only an alert or an incident came after the copy', async () => {
    using dir = temporaryDir();
    for (const what of ['alert', 'incident'] as const) {
      let store = what === 'alert' ? await begin(dir.path) : await open(dir.path);
      await store.close();
      await backup.take(dir.path);
      store = await open(dir.path);
      const before = await store.epoch();
      const incident = { incidentId: idOf('i', 1), code: 'storage/lost' as const, wallMs: 1 };
      await store.takeCustody(
        custodyOf([], {
          from: 3,
          ...(what === 'alert'
            ? { alerts: [{ ...arrived(9), position: 9 }] }
            : { incidents: [incident] }),
        }),
      );
      const after = await epochAfter(store, dir.path, () => backup.putBack(dir.path));
      expect(after).not.toBe(before);
    }
  });

  it('[EPOCH-2] a note that is missing, torn or of another ledger vouches for nothing', async () => {
    using dir = temporaryDir();
    using other = temporaryDir();
    await (await begin(other.path)).close();
    const mark = join(dir.path, 'ledger-mark');
    const damages = [
      () => rmSync(mark),
      () => writeFileSync(mark, '{"epoch":"life 1","to'),
      () => writeFileSync(mark, ''),
      () => cpSync(join(other.path, 'ledger-mark'), mark),
    ];
    const epochs = [];
    await (await begin(dir.path)).close();
    for (const damage of damages) {
      const store = await open(dir.path);
      epochs.push(await store.epoch());
      epochs.push(await epochAfter(store, dir.path, damage));
    }
    // Each damage is a new life, and a start without damage goes on with the last one.
    expect(new Set(epochs).size).toBe(damages.length + 1);
  });

  it('[EPOCH-3] a start beside its own note changes nothing, also before anything was kept', async () => {
    using dir = temporaryDir();
    const empty = await open(dir.path);
    const first = await empty.epoch();
    expect(await epochAfter(empty, dir.path, () => undefined)).toBe(first);
    expect(await epochAfter(await begin(dir.path), dir.path, () => undefined)).toBe(first);
  });
});
