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
  const { plugins, runTransaction } = engine;
  const { writing, reading, takeCustody } = engine.open();
  const db = new Kysely<Tables>({ dialect: writing, plugins });
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
  const beside = reading === null ? db : new Kysely<Tables>({ dialect: reading, plugins });
  return {
    ...sqlReader(beside),
    transact: (work) =>
      runTransaction(() => db.transaction().execute((trx) => work(sqlTransactor(trx)))),
    takeCustody,
    close: async () => {
      if (beside !== db) await beside.destroy();
      await db.destroy();
    },
  };
};

const bringUpToDate = async (db: Kysely<Tables>, { columnTypes }: SqlEngine): Promise<void> => {
  const provider = { getMigrations: async () => allMigrations(columnTypes) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
};
