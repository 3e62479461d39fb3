import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { postgresEngine } from '../../sync-server/store/postgres.ts';
import type { SqlEngine } from '../../sync-server/store/sql-engine.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';

/** Where the ledger lies, how it is copied, and how a copy is put back. */
export type LedgerHome = {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly openEngine: () => Promise<SqlEngine>;
  /** Whether a copy can be made while the server works. */
  readonly copiesLive: boolean;
  readonly backUp: () => Promise<void>;
  /** Only while the server is down. */
  readonly restore: () => Promise<void>;
};

export const sqliteHome = (dir: string): LedgerHome => {
  const dataDir = join(dir, 'data');
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'chot.sqlite');
  const copy = join(dir, 'backup.sqlite');
  return {
    dataDir,
    env: {},
    copiesLive: true,
    openEngine: async () => sqliteEngine(path),
    backUp: async () => {
      rmSync(copy, { force: true });
      const reader = new DatabaseSync(path, { timeout: 20_000 });
      reader.prepare('vacuum into ?').run(copy);
      reader.close();
    },
    restore: async () => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
      copyFileSync(copy, path);
    },
  };
};

/**
 * @param serverUrl `postgres://` of a cluster in which databases may be made and dropped
 * @param name of the database, made if there is none
 */
export const postgresHome = (
  dir: string,
  serverUrl: string,
  name = `chot_sim_${randomBytes(4).toString('hex')}`,
): LedgerHome => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const asAdmin = async (...statements: string[]) => {
    const client = new Client({ connectionString: serverUrl });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const dataDir = join(dir, 'data');
  mkdirSync(dataDir, { recursive: true });
  const makeDatabase = async () => {
    const client = new Client({ connectionString: serverUrl });
    await client.connect();
    const known = await client.query('select from pg_database where datname = $1', [name]);
    if (known.rowCount === 0) await client.query(`create database ${name}`);
    await client.end();
  };
  return {
    dataDir,
    env: { DATABASE_URL: url.href },
    // A template may have no connections.
    copiesLive: false,
    openEngine: async () => {
      await makeDatabase();
      return postgresEngine(url.href, randomBytes);
    },
    backUp: () =>
      asAdmin(
        `drop database if exists ${name}_copy`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
        `create database ${name}_copy template ${name}`,
      ),
    restore: () =>
      asAdmin(
        `drop database ${name} with (force)`,
        `create database ${name} template ${name}_copy`,
      ),
  };
};
