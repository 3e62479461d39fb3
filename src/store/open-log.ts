import { emptyLog, isOpenFor, type LogOwner } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';
import type { LogRow } from './rows.ts';

/**
 * The log that this device appends to for its unit, begun at first need.
 * @param newLogId used only when there is none
 */
export const openLog = (db: ChotDatabase, owner: LogOwner, newLogId: string): Promise<LogRow> =>
  db.transaction('rw', db.logs, async () => {
    const logs = await db.logs.toArray();
    const open = logs.find((log) => isOpenFor(log, owner));
    if (open) return open;
    const begun = emptyLog(newLogId, owner);
    await db.logs.add(begun);
    return begun;
  });
