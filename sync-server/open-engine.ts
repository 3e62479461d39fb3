import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { SqlEngine } from './store/sql-engine.ts';

/**
 * The engine that the ledger is kept in; the other is not even loaded.
 *
 * @param onLost told when the ledger can be written no more
 */
export const openEngine = async (
  { databaseUrl, dataDir }: Config,
  onLost: (sentence: string) => void,
): Promise<SqlEngine> => {
  // Only this account may read the ledger: it holds what people declared.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (databaseUrl !== null) {
    const { postgresEngine } = await import('./store/postgres.ts');
    return postgresEngine(databaseUrl, randomBytes);
  }
  const { sqliteEngine } = await import('./store/sqlite.ts');
  return sqliteEngine(join(dataDir, 'chot.sqlite'), onLost);
};
