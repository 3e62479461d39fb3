import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Gives the prepared statement of a text, made once. */
export type Statements = (sql: string) => StatementSync;

export const cacheStatements = (database: DatabaseSync): Statements => {
  const statementBySql = new Map<string, StatementSync>();
  return (sql) => {
    const known = statementBySql.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    statementBySql.set(sql, statement);
    return statement;
  };
};
