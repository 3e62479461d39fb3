import type { ColumnDataType, Dialect, Expression, KyselyPlugin } from 'kysely';

/** The column types that the engines call by other names, or order otherwise. */
export type ColumnTypes = {
  /** Compared and ordered by its code points, whatever the language of the database. */
  readonly text: ColumnDataType | Expression<unknown>;
  readonly bytes: ColumnDataType;
};

/** Everything in which one database engine differs from the other. */
export type SqlEngine = {
  /** Where it keeps the ledger, as an operator would say it, without credentials. */
  readonly place: string;
  readonly openDialect: () => Dialect;
  readonly plugins: KyselyPlugin[];
  readonly columnTypes: ColumnTypes;
  /** Whether writers run side by side, so that a transaction has to lock the rows it depends on. */
  readonly locksRows: boolean;
  /** Runs a whole transaction, again if the engine gave it up for another one's sake. */
  readonly runTransaction: <Value>(transaction: () => Promise<Value>) => Promise<Value>;
  /** Whether the database could not take the work now, rather than the code being wrong. */
  readonly isBusy: (error: unknown) => boolean;
};
