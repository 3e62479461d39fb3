import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';
import { allMigrations } from '../../sync-server/store/migrations/all-migrations.ts';
import { postgresEngine } from '../../sync-server/store/postgres.ts';
import type { Tables } from '../../sync-server/store/tables.ts';

const template = 'chot-template';
const patienceMs = 60_000;
const databases = new Set<string>();

const urlOf = (name: string): string =>
  `postgres://postgres@127.0.0.1:${inject('postgresPort')}/${encodeURIComponent(name)}`;

/** The cluster may still be starting. */
const connect = async (until = Date.now() + patienceMs): Promise<Client> => {
  const client = new Client({ connectionString: urlOf('postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (Date.now() > until) throw error;
    await pause(50);
    return connect(until);
  }
};

const migrate = async (name: string): Promise<void> => {
  const { open, plugins, columnTypes } = postgresEngine(urlOf(name), randomBytes);
  const db = new Kysely<Tables>({ dialect: open().writing, plugins });
  const provider = { getMigrations: async () => allMigrations(columnTypes) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw error;
};

/** The database that others are copied from is made by whoever is first; the lock is for this. */
const makeTemplate = async (client: Client): Promise<void> => {
  await client.query('select pg_advisory_lock(1)');
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
    template,
  ]);
  if (rowCount === 0) {
    await client.query(`create database "${template} in the making"`);
    await migrate(`${template} in the making`);
    await client.query(`alter database "${template} in the making" rename to "${template}"`);
  }
  await client.query('select pg_advisory_unlock(1)');
};

const databaseOf = async (dir: string, kind: 'blank' | 'migrated'): Promise<string> => {
  const name = basename(dir);
  if (!databases.has(name)) {
    databases.add(name);
    const client = await connect();
    if (kind === 'migrated') await makeTemplate(client);
    const from = kind === 'migrated' ? `template "${template}"` : '';
    await client.query(`create database "${name}" ${from}`);
    await client.end();
  }
  return urlOf(name);
};

// Hundreds of them would fill a small disk before the cluster ends.
afterAll(async () => {
  if (databases.size === 0) return;
  const client = await connect();
  for (const name of databases) {
    await client.query(`drop database if exists "${name}" with (force)`);
  }
  await client.end();
});

/** Where the database that belongs to a directory is; at the first question it is made, with tables and no rows. */
export const postgresUrl = (dir: string): Promise<string> => databaseOf(dir, 'migrated');

/** The same without any table, where it is new. */
export const blankPostgresUrl = (dir: string): Promise<string> => databaseOf(dir, 'blank');
