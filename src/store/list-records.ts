import type { ChotDatabase } from './database.ts';
import { isReadable } from './sealed-tables.ts';
import { recordsToListed, type ListedRecord } from './listed-record.ts';

/**
 * A page of records, newest first.
 * @param page `before`: the last id of the page above; absent for the first page
 */
export const listRecords = async (
  db: ChotDatabase,
  page: { readonly limit: number; readonly before?: string },
): Promise<ListedRecord[]> => {
  const range =
    page.before === undefined
      ? db.records.orderBy('recordId')
      : db.records.where('recordId').below(page.before);
  const rows = await range.reverse().limit(page.limit).toArray();
  return recordsToListed(db, rows.filter(isReadable));
};

export const readRecord = async (
  db: ChotDatabase,
  recordId: string,
): Promise<ListedRecord | null> => {
  const row = await db.records.get(recordId);
  if (row === undefined || !isReadable(row)) return null;
  const [listed] = await recordsToListed(db, [row]);
  return listed ?? null;
};
