import { liveQuery } from 'dexie';
import { isBehind } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';

/** Calls back whenever the log has grown beyond what is acknowledged. @returns stop */
export const watchUnsent = (db: ChotDatabase, listener: () => void): (() => void) => {
  const subscription = liveQuery(() => db.logs.toArray()).subscribe({
    next: (logs) => {
      if (logs.some(isBehind)) listener();
    },
    // The loop's own timer looks at the database anyway and reports what is wrong with it.
    error: () => undefined,
  });
  return () => subscription.unsubscribe();
};
