import { emptyLog, isOpenFor, type LogOwner } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';
import type { LogRow } from './rows.ts';

/**
 * The log that this device appends to for its unit, begun at first need.
 * @param newLogId used only when there is none
 */
export const openLog = async (
  db: ChotDatabase,
  owner: LogOwner,
  newLogId: string,
): Promise<LogRow> => {
  const findOpen = async () => (await db.logs.toArray()).find((log) => isOpenFor(log, owner));
  // Almost always it is there, and a transaction that may write waits for the disk.
  return (
    (await findOpen()) ??
    db.transaction('rw', db.logs, async () => {
      const open = await findOpen();
      if (open) return open;
      const begun = emptyLog(newLogId, owner);
      await db.logs.add(begun);
      return begun;
    })
  );
};
