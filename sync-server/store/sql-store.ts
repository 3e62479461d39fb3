import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { beginLife, type LedgerLife } from './ledger-life.ts';
import type { LedgerMark } from './ledger-mark.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import type { SqlEngine } from './sql-engine.ts';
import { sqlReader } from './sql-reader.ts';
import { sqlTransactor } from './sql-transactor.ts';
import { unitScope, type Store } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the ledger and brings it up to date.
 * @param newEpoch name of this database's life, should it begin now
 * @param mark what was noted beside it; null: nobody looks whether it is an older copy
 */
export const openSqlStore = async (
  engine: SqlEngine,
  newEpoch: string,
  mark: LedgerMark | null = null,
): Promise<Store> => {
  const { plugins, runTransaction } = engine;
  const { writing, reading, takeCustody } = engine.open();
  const db = new Kysely<Tables>({ dialect: writing, plugins });
  const life = await beginOrClose(db, engine, newEpoch, mark);
  const beside = reading === null ? db : new Kysely<Tables>({ dialect: reading, plugins });
  return {
    ...sqlReader(beside),
    transact: async (work) => {
      const value = await runTransaction(() =>
        db.transaction().execute((trx) => work(sqlTransactor(trx))),
      );
      await life.noteAll();
      return value;
    },
    takeCustody: async (request) => {
      const answer = await takeCustody(request);
      if (answer) life.noteCustody(unitScope(request.unitId), answer);
      return answer;
    },
    scrub: () => engine.scrub(db),
    close: async () => {
      if (beside !== db) await beside.destroy();
      await db.destroy();
      mark?.close();
    },
  };
};

const beginOrClose = async (
  db: Kysely<Tables>,
  engine: SqlEngine,
  newEpoch: string,
  mark: LedgerMark | null,
): Promise<LedgerLife> => {
  try {
    await bringUpToDate(db, engine);
    return await beginLife(db, newEpoch, mark);
  } catch (error) {
    await db.destroy();
    mark?.close();
    throw error;
  }
};

const bringUpToDate = async (db: Kysely<Tables>, { columnTypes }: SqlEngine): Promise<void> => {
  const provider = { getMigrations: async () => allMigrations(columnTypes) };
  const migrator = new Migrator({ db, provider });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
};
