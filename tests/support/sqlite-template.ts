import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { TestProject } from 'vitest/node';
import { allMigrations } from '../../sync-server/store/migrations/all-migrations.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import type { Tables } from '../../sync-server/store/tables.ts';

declare module 'vitest' {
  interface ProvidedContext {
    sqliteTemplate: string;
  }
}

/** One file with all tables and no rows, which others are copied from: a thousand ledgers are opened in a run. */
export const setup = async (project: TestProject): Promise<() => void> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-template-'));
  const path = join(work, 'chot.sqlite');
  const { open, plugins, columnTypes } = sqliteEngine(path);
  const db = new Kysely<Tables>({ dialect: open().writing, plugins });
  const provider = { getMigrations: async () => allMigrations(columnTypes) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw error;
  project.provide('sqliteTemplate', path);
  return () => rmSync(work, { recursive: true, force: true });
};
