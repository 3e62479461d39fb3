import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { postgresEngine } from '../../sync-server/store/postgres.ts';
import type { SqlEngine } from '../../sync-server/store/sql-engine.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { postgresUrl } from '../support/postgres.ts';

export type TestEngine = {
  readonly name: string;
  /** The one database that belongs to a directory, new or not. */
  readonly inDir: (dir: string) => Promise<SqlEngine>;
};

export const onSqlite: TestEngine = {
  name: 'SQLite',
  inDir: async (dir) => sqliteEngine(join(dir, 'chot.sqlite')),
};

/** The same without a file and a thread, for tests that open very many. */
export const onMemory: TestEngine = {
  name: 'SQLite in memory',
  inDir: async () => sqliteEngine(':memory:'),
};

export const onPostgres: TestEngine = {
  name: 'PostgreSQL',
  inDir: async (dir) => postgresEngine(await postgresUrl(dir), randomBytes),
};

export const bothEngines: readonly TestEngine[] = [onSqlite, onPostgres];
