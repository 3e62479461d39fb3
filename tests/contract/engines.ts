import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { postgresEngine } from '../../sync-server/store/postgres.ts';
import type { SqlEngine } from '../../sync-server/store/sql-engine.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { migratedInMemory, putMigrated } from '../support/migrated-sqlite.ts';
import { blankPostgresUrl, postgresUrl } from '../support/postgres.ts';

export type TestEngine = {
  readonly name: string;
  /** The one database that belongs to a directory; a new one has all tables. */
  readonly inDir: (dir: string) => Promise<SqlEngine>;
  /** The same; a new one has no tables yet. */
  readonly blankInDir: (dir: string) => Promise<SqlEngine>;
};

const blankFile = async (dir: string): Promise<SqlEngine> => sqliteEngine(join(dir, 'chot.sqlite'));
const inFile = async (dir: string): Promise<SqlEngine> => {
  putMigrated(join(dir, 'chot.sqlite'));
  return blankFile(dir);
};

export const onSqlite: TestEngine = {
  name: 'SQLite',
  inDir: inFile,
  blankInDir: blankFile,
};

/** The same without a file and a thread, for tests that open very many. */
export const onMemory: TestEngine = {
  name: 'SQLite in memory',
  inDir: async () => migratedInMemory(),
  blankInDir: async () => sqliteEngine(':memory:'),
};

export const onPostgres: TestEngine = {
  name: 'PostgreSQL',
  inDir: async (dir) => postgresEngine(await postgresUrl(dir), randomBytes),
  blankInDir: async (dir) => postgresEngine(await blankPostgresUrl(dir), randomBytes),
};

export const bothEngines: readonly TestEngine[] = [onSqlite, onPostgres];
