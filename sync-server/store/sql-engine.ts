import type { ColumnDataType, Dialect, Expression, Kysely, KyselyPlugin } from 'kysely';
import type { CustodyAnswer, CustodyRequest, PackedRequest } from './custody-request.ts';
import type { Tables } from './tables.ts';

/** What the engines call by other names, order otherwise or guard otherwise. */
export type ColumnTypes = {
  /** Compared and ordered by its code points, whatever the language of the database. */
  readonly text: ColumnDataType | Expression<unknown>;
  readonly bytes: ColumnDataType;
  /** Statements after which the database refuses to change or delete a row of this table. */
  readonly neverChanged: (table: string) => readonly string[];
};

/** A database that was opened once. */
type OpenEngine = {
  /** For what is written seldom, and for reading within it. Closing it closes the database. */
  readonly writing: Dialect;
  /** For reading beside a writer; null: there is no beside, `writing` reads as well. */
  readonly reading: Dialect | null;
  /**
   * One push, whole: read what is known, decide, write, commit. The one thing that is done all day, so
   * each engine does it in statements of its own.
   * @returns null when the log belongs to another tablet
   */
  readonly takeCustody: (request: CustodyRequest | PackedRequest) => Promise<CustodyAnswer | null>;
};

/** Everything in which one database engine differs from the other. */
export type SqlEngine = {
  /** Where it keeps the ledger, as an operator would say it, without credentials. */
  readonly place: string;
  readonly open: () => OpenEngine;
  readonly plugins: KyselyPlugin[];
  readonly columnTypes: ColumnTypes;
  /** Whether writers run side by side, so that a transaction has to lock the rows it depends on. */
  readonly locksRows: boolean;
  /** Runs a whole transaction, again if the engine gave it up for another one's sake. */
  readonly runTransaction: <Value>(transaction: () => Promise<Value>) => Promise<Value>;
  /** Clears away what is still there of dropped bytes, outside any transaction. False: not possible now. */
  readonly scrub: (db: Kysely<Tables>) => Promise<boolean>;
  /** Whether the database could not take the work now, rather than the code being wrong. */
  readonly isBusy: (error: unknown) => boolean;
};
