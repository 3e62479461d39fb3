import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { LedgerDesk } from './ledger-desk.ts';

/** Kysely over the desk: what is written seldom goes through the same one writer. */
export const deskDialect = (desk: LedgerDesk): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => deskDriver(desk),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

const deskDriver = (desk: LedgerDesk): Driver => {
  const run = async (sql: string): Promise<void> => {
    await desk.runSql({ sql, parameters: [] });
  };
  const connection = deskConnection(desk);
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    destroy: () => desk.close(),
  };
};

const deskConnection = (desk: LedgerDesk): DatabaseConnection => ({
  executeQuery: async <Row>({
    sql,
    parameters,
  }: Parameters<DatabaseConnection['executeQuery']>[0]): Promise<QueryResult<Row>> => {
    const { rows, changes } = await desk.runSql({ sql, parameters });
    // The query's own types state what its rows are.
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
  },
  // eslint-disable-next-line require-yield
  streamQuery: () => {
    throw new Error('The ledger is read page by page, not as a stream.');
  },
});
