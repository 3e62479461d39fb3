import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { allMigrations } from './migrations/all-migrations.ts';
import type { SqlEngine } from './sql-engine.ts';
import { sqlReader } from './sql-reader.ts';
import { sqlTransactor } from './sql-transactor.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the ledger and brings it up to date.
 * @param newEpoch name of this database's life, should it begin now
 */
export const openSqlStore = async (engine: SqlEngine, newEpoch: string): Promise<Store> => {
  const { openDialect, plugins, locksRows, runTransaction } = engine;
  const db = new Kysely<Tables>({ dialect: openDialect(), plugins });
  try {
    await bringUpToDate(db, engine);
    await db
      .insertInto('server_meta')
      .values({ key: 'epoch', value: newEpoch })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    ...sqlReader(db),
    transact: (work) =>
      runTransaction(() => db.transaction().execute((trx) => work(sqlTransactor(trx, locksRows)))),
    close: () => db.destroy(),
  };
};

const bringUpToDate = async (db: Kysely<Tables>, { columnTypes }: SqlEngine): Promise<void> => {
  const provider = { getMigrations: async () => allMigrations(columnTypes) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
};
