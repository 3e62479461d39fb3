import type { DatabaseSync } from 'node:sqlite';
import { SqliteDialect, sql, type Dialect } from 'kysely';
import type { SqlEngine } from './sql-engine.ts';
import { deskDialect } from './sqlite/desk-dialect.ts';
import { toInputValue } from './sqlite/input-value.ts';
import { createLedgerDesk, type LedgerDesk } from './sqlite/ledger-desk.ts';
import { openDatabase } from './sqlite/open-database.ts';
import { createThreadedDesk } from './sqlite/threaded-desk.ts';

/**
 * SQLite, embedded: one file, one writer in a thread of its own, readers beside it.
 * @param path of the database file; its directory exists
 * @param onLost is told when nothing more can be kept, because the file was taken away
 */
export const sqliteEngine = (
  path: string,
  onLost: (sentence: string) => void = () => undefined,
): SqlEngine => {
  if (path === ':memory:') return sqliteEngineOver(openDatabase(path));
  return {
    ...engineAt(path),
    open: () => openOverDesk(createThreadedDesk(path, onLost), reader(path)),
  };
};

/** The same over a database that is open already, in this thread and without readers beside it. */
export const sqliteEngineOver = (database: DatabaseSync): SqlEngine => ({
  ...engineAt(':memory:'),
  open: () => openOverDesk(createLedgerDesk(database, null), null),
});

const engineAt = (path: string): Omit<SqlEngine, 'open'> => ({
  place: path,
  plugins: [],
  columnTypes: {
    text: 'text',
    bytes: 'blob',
    neverChanged: (table) =>
      ['update', 'delete'].map(
        (deed) =>
          `create trigger if not exists ${table}_no_${deed} before ${deed} on ${table} ` +
          `begin select raise(abort, '${table} is only added to'); end`,
      ),
  },
  // `begin immediate` has let nobody else in.
  locksRows: false,
  runTransaction: (transaction) => transaction(),
  scrub: truncateLog,
  isBusy: isSqliteBusy,
});

/**
 * The database file itself is clean after each commit (`secure_delete`); the write-ahead log has pages as they
 * were, until all of it is in the file and it begins anew.
 */
const truncateLog: SqlEngine['scrub'] = async (db) => {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
};

const openOverDesk = (
  desk: LedgerDesk,
  reading: Dialect | null,
): ReturnType<SqlEngine['open']> => ({
  writing: deskDialect(desk),
  reading,
  takeCustody: desk.takeCustody,
});

const readerCacheKibibytes = 4 * 1024;

/** Reads in the caller's thread: a point or a page, never a count over the whole ledger. */
const reader = (path: string): Dialect =>
  new SqliteDialect({
    database: async () => {
      const database = openDatabase(path, readerCacheKibibytes);
      return {
        close: () => database.close(),
        prepare: (text) => {
          const statement = database.prepare(text);
          return {
            reader: statement.columns().length > 0,
            all: (parameters) => statement.all(...parameters.map(toInputValue)),
            run: (parameters) => statement.run(...parameters.map(toInputValue)),
            iterate: (parameters) => statement.iterate(...parameters.map(toInputValue)),
          };
        },
      };
    },
  });

/** SQLITE_BUSY, SQLITE_FULL (sqlite.org/rescode.html): nothing was stored, and later it may work. */
const passingCodes = new Set([5, 13]);

/** Whether the database could not take the work now, rather than the code being wrong. */
const isSqliteBusy = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error.name === 'LedgerLost') return true;
  return (
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    passingCodes.has(error.errcode & 0xff)
  );
};
