import type { ChotDatabase } from './database.ts';
import type { EntryRow } from './rows.ts';

/** Marks what must be known ahead of its log, inside the transaction that appends it. */
export const addAlerts = async (db: ChotDatabase, rows: readonly EntryRow[]): Promise<void> => {
  const alerts = rows.filter(({ alert }) => alert === true);
  if (alerts.length === 0) return;
  await db.alerts.bulkPut(
    alerts.map(({ entryId, logId, position }) => ({ entryId, logId, position })),
  );
};

/** Alerts of a log that stand after a position, the first ones first: as many as fit, at least one. */
export const readAlerts = async (
  db: ChotDatabase,
  logId: string,
  after: number,
  limits: { readonly bytes: number; readonly entries: number },
): Promise<EntryRow[]> => {
  const marks = await db.alerts
    .where('[logId+position]')
    .between([logId, after + 1], [logId, Number.MAX_SAFE_INTEGER])
    .limit(limits.entries)
    .toArray();
  const rows = await db.entries.bulkGet(
    marks.map((mark): [string, number] => [mark.logId, mark.position]),
  );
  let bytes = 0;
  return rows
    .filter((row) => row !== undefined)
    .filter((row, index) => {
      bytes += row.frame.length;
      return index === 0 || bytes <= limits.bytes;
    });
};

/** The server has them. */
export const dropAlerts = (db: ChotDatabase, entryIds: readonly string[]): Promise<void> =>
  db.alerts.bulkDelete([...entryIds]);

/** The log itself has reached them. */
export const dropAlertsThrough = (
  db: ChotDatabase,
  logId: string,
  position: number,
): Promise<number> =>
  db.alerts.where('[logId+position]').between([logId, 0], [logId, position], true, true).delete();

/** Moved entries that are still to be told of ahead stand at another place now. */
export const moveAlerts = async (db: ChotDatabase, rows: readonly EntryRow[]): Promise<void> => {
  const known = await db.alerts.bulkGet(rows.map(({ entryId }) => entryId));
  await addAlerts(
    db,
    rows.filter((_, index) => known[index] !== undefined),
  );
};
