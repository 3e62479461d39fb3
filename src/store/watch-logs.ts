import { isBehind } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';
import type { LogRow } from './rows.ts';
import { watchReading } from './watch-reading.ts';

/** Calls back with every change of a log, from whichever page it came. @returns stop */
export const watchLogs = (
  db: ChotDatabase,
  listener: (logs: readonly LogRow[]) => void,
): (() => void) =>
  watchReading(db, {
    read: ({ logs }) => logs.toArray(),
    onValue: listener,
    // Whoever watches looks at the database by a timer as well, and says what is wrong with it.
    onError: () => undefined,
  });

/** Calls back whenever a log has grown beyond what is acknowledged. @returns stop */
export const watchUnsent = (db: ChotDatabase, listener: () => void): (() => void) =>
  watchLogs(db, (logs) => {
    if (logs.some(isBehind)) listener();
  });
