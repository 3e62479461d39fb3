import type { ChotDatabase } from './database.ts';
import type { LogRow } from './rows.ts';

/** Every life of this tablet's log, with its positions and digests. */
export const readLogs = (db: ChotDatabase): Promise<LogRow[]> => db.logs.toArray();

export const readLog = async (db: ChotDatabase, logId: string): Promise<LogRow | null> =>
  (await db.logs.get(logId)) ?? null;
