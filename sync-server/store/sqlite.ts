import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect, type Dialect } from 'kysely';
import type { SqlEngine } from './sql-engine.ts';

/**
 * SQLite, embedded: one file, one writer.
 * @param path of the database file; its directory exists
 */
export const sqliteEngine = (path: string): SqlEngine => ({
  place: path,
  openDialect: () => sqliteDialect(path),
  plugins: [],
  columnTypes: { text: 'text', bytes: 'blob' },
  // `begin immediate` has let nobody else in.
  locksRows: false,
  runTransaction: (transaction) => transaction(),
  isBusy: isSqliteBusy,
});

/** SQLite as Kysely's dialect. WAL with `synchronous=FULL`: what was acknowledged survives a power cut. */
const sqliteDialect = (path: string): Dialect => {
  const database = new DatabaseSync(path, { timeout: 2000, enableForeignKeyConstraints: true });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (sql) => {
        // Taking the write lock at once makes a transaction wait its turn instead of failing half-way.
        const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...toInputValues(parameters)),
          run: (parameters) => statement.run(...toInputValues(parameters)),
          iterate: (parameters) => statement.iterate(...toInputValues(parameters)),
        };
      },
    },
  });
};

const toInputValues = (parameters: readonly unknown[]): SQLInputValue[] =>
  parameters.map((value) => {
    if (isInputValue(value)) return value;
    throw new TypeError(`SQLite cannot keep a value of type ${typeof value}.`);
  });

const isInputValue = (value: unknown): value is SQLInputValue =>
  value === null ||
  value instanceof Uint8Array ||
  ['string', 'number', 'bigint'].includes(typeof value);

/** SQLITE_BUSY, SQLITE_FULL (sqlite.org/rescode.html): nothing was stored, and later it may work. */
const passingCodes = new Set([5, 13]);

/** Whether the database could not take the work now, rather than the code being wrong. */
const isSqliteBusy = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  passingCodes.has(error.errcode & 0xff);
