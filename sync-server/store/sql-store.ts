import { Kysely, type Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { allMigrations } from './migrations/all-migrations.ts';
import { sqlReader } from './sql-reader.ts';
import { sqlTransactor } from './sql-transactor.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the ledger and brings it up to date.
 * @param newEpoch name of this database's life, should it begin now
 */
export const openSqlStore = async (dialect: Dialect, newEpoch: string): Promise<Store> => {
  const db = new Kysely<Tables>({ dialect });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => allMigrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  await db
    .insertInto('server_meta')
    .values({ key: 'epoch', value: newEpoch })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return {
    ...sqlReader(db),
    transact: (work) => db.transaction().execute((trx) => work(sqlTransactor(trx))),
    close: () => db.destroy(),
  };
};
