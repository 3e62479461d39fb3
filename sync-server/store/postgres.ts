import { PostgresDialect, sql } from 'kysely';
import { Pool, TypeOverrides, types, type PoolClient } from 'pg';
import { unpackRequest } from './custody-request.ts';
import { takeCustody } from './postgres/postgres-custody.ts';
import { openSession } from './postgres/session.ts';
import { isConflict, retryTransaction } from './retry-transaction.ts';
import type { SqlEngine } from './sql-engine.ts';
import { storedText } from './stored-text.ts';

/**
 * PostgreSQL, for a ledger that many units write at once.
 * @param url `postgres://` …
 * @param random gives that many unpredictable bytes
 */
export const postgresEngine = (url: string, random: (size: number) => Uint8Array): SqlEngine => ({
  place: urlToPlace(url),
  open: () => {
    const pool = openPool(url);
    return {
      writing: new PostgresDialect({ pool }),
      reading: null,
      takeCustody: (asked) => {
        const request = unpackRequest(asked);
        return retryTransaction(random, () =>
          inTransaction(pool, (client) => takeCustody(openSession(client), request)),
        );
      },
    };
  },
  plugins: [storedText],
  columnTypes: {
    text: sql`text collate "C"`,
    bytes: 'bytea',
    neverChanged: (table) => [
      `create or replace function ${table}_only_added() returns trigger language plpgsql as ` +
        `$$ begin raise exception '${table} is only added to'; end $$`,
      `create or replace trigger ${table}_only_added before update or delete or truncate ` +
        `on ${table} for each statement execute function ${table}_only_added()`,
    ],
  },
  locksRows: true,
  runTransaction: (transaction) => retryTransaction(random, transaction),
  scrub: async (db) => {
    await sql`vacuum entries, alerts`.execute(db);
    return true;
  },
  isBusy: isPostgresBusy,
});

const urlToPlace = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
};

const openPool = (url: string): Pool => {
  const pool = new Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5000,
    types: exactIntegers(),
    // Said on every connection, so that no default of the server weakens an acknowledgement.
    verify: (client, done) => {
      client.query('set synchronous_commit = on', (error) => done(error));
    },
  });
  // A connection that breaks ends no process: whoever uses it next is told.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

const inTransaction = async <Value>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Value>,
): Promise<Value> => {
  const client = await pool.connect();
  let isWhole = false;
  try {
    await client.query('begin');
    const value = await work(client);
    await client.query('commit');
    isWhole = true;
    return value;
  } finally {
    // A connection that cannot even undo is not used again.
    const undone =
      isWhole ||
      (await client.query('rollback').then(
        () => true,
        () => false,
      ));
    client.release(!undone);
  }
};

/** A bigint comes as text; no count and no instant may lose a digit in silence. */
const textToInteger = (text: string): number => {
  const integer = Number(text);
  if (Number.isSafeInteger(integer)) return integer;
  throw new RangeError('The database holds an integer that a number cannot.');
};

const exactIntegers = (): TypeOverrides => {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, textToInteger);
  return overrides;
};

/**
 * PostgreSQL, appendix A: connection exceptions, insufficient resources (a full disk, too many
 * connections), a lock not to be had, shutdown, crash, start.
 */
const passingStates = /^(?:08...|53...|55P03|57P0[123])$/;

/** What Node says when nobody answers, and what `pg` says, without a code, when a connection ends. */
const networkCodes =
  /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(?:HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN)$/;
const endedConnection =
  /^(?:Connection terminated|timeout (?:expired|exceeded)|Client (?:has encountered|was closed)|Cannot use a pool after|driver has already)/;

/** Whether PostgreSQL could not take the work now; a transaction that lost every retry counts as well. */
const isPostgresBusy = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (isConflict(error)) return true;
  if ('code' in error && typeof error.code === 'string') {
    return passingStates.test(error.code) || networkCodes.test(error.code);
  }
  return endedConnection.test(error.message);
};
