import type { DatabaseSync } from 'node:sqlite';
import {
  unpackRequest,
  type CustodyAnswer,
  type CustodyRequest,
  type PackedRequest,
} from '../custody-request.ts';
import { fileIdentity } from './file-identity.ts';
import { toInputValue } from './input-value.ts';
import { LedgerLost } from './ledger-lost.ts';
import { takeCustody } from './sqlite-custody.ts';
import { cacheStatements } from './statement-cache.ts';

export type SqlCall = { readonly sql: string; readonly parameters: readonly unknown[] };
export type SqlRows = { readonly rows: unknown[]; readonly changes: number };

/** The one writer of a SQLite database. */
export type LedgerDesk = {
  /** Pushes that wait at the same time become one transaction; resolves after its commit. */
  readonly takeCustody: (request: CustodyRequest | PackedRequest) => Promise<CustodyAnswer | null>;
  /** One statement. Between `begin` and `commit` or `rollback` nobody else writes. */
  readonly runSql: (call: SqlCall) => Promise<SqlRows>;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly request: CustodyRequest;
  readonly resolve: (answer: CustodyAnswer | null) => void;
  readonly reject: (error: unknown) => void;
};

/** Entries in one transaction, at most: whoever comes next does not wait for more. */
const groupEntries = 8000;

/** @param path of the database's file, or null when it has none */
export const createLedgerDesk = (database: DatabaseSync, path: string | null): LedgerDesk => {
  const statements = cacheStatements(database);
  const waiting: Waiting[] = [];
  // A first look makes the write-ahead log, if there is none.
  database.exec('select count(*) from sqlite_schema');
  const identity = path === null ? null : fileIdentity(path);
  let lost: LedgerLost | null = null;
  let isHeld = false;
  let isDue = false;

  /** Before anybody is told of a commit: what was written must be what the next start will find. */
  const proveStanding = (): void => {
    if (path !== null && fileIdentity(path) !== identity) lost = new LedgerLost(path);
    if (lost) throw lost;
  };

  const takeGroup = (group: readonly Waiting[]): void => {
    const settled: (() => void)[] = [];
    try {
      if (lost) throw lost;
      database.exec('begin immediate');
      for (const { request, resolve, reject } of group) {
        try {
          database.exec('savepoint push');
          const answer = takeCustody(statements, request);
          database.exec('release push');
          settled.push(() => resolve(answer));
        } catch (error) {
          // A full disk may have ended the whole transaction, and with it what came before.
          if (!database.isTransaction) throw error;
          database.exec('rollback to push; release push');
          settled.push(() => reject(error));
        }
      }
      database.exec('commit');
      proveStanding();
    } catch (error) {
      if (database.isTransaction) database.exec('rollback');
      for (const { reject } of group) reject(error);
      return;
    }
    for (const settle of settled) settle();
  };

  const work = (): void => {
    isDue = false;
    if (isHeld || waiting.length === 0) return;
    let entries = 0;
    const next = waiting.findIndex(
      ({ request }) => (entries += request.entries.length) > groupEntries,
    );
    takeGroup(waiting.splice(0, next < 0 ? waiting.length : Math.max(1, next)));
    workSoon();
  };

  /** Not at once: what has arrived together is taken together. */
  const workSoon = (): void => {
    if (isDue || isHeld || waiting.length === 0) return;
    isDue = true;
    setImmediate(work);
  };

  const runSql = ({ sql, parameters }: SqlCall): SqlRows => {
    if (lost) throw lost;
    // A commit that the disk refused has undone everything by itself.
    if (sql === 'rollback' && !database.isTransaction) return { rows: [], changes: 0 };
    // Taking the write lock at once makes a transaction wait its turn instead of failing half-way.
    const statement = statements(sql === 'begin' ? 'begin immediate' : sql);
    const values = parameters.map(toInputValue);
    if (statement.columns().length > 0) return { rows: statement.all(...values), changes: 0 };
    return { rows: [], changes: Number(statement.run(...values).changes) };
  };

  return {
    takeCustody: (request) =>
      new Promise((resolve, reject) => {
        waiting.push({ request: unpackRequest(request), resolve, reject });
        workSoon();
      }),
    runSql: async (call) => {
      try {
        const result = runSql(call);
        if (call.sql === 'commit') proveStanding();
        return result;
      } finally {
        isHeld = database.isTransaction;
        workSoon();
      }
    },
    close: async () => database.close(),
  };
};
