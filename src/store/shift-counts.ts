import type { ChotDatabase } from './database.ts';

/** Counts records of a shift, inside the transaction that adds or moves one. */
export const bumpShiftCount = async (
  db: ChotDatabase,
  logId: string,
  shiftId: string,
  by: number,
): Promise<void> => {
  const count = await db.shiftCounts.get([logId, shiftId]);
  await db.shiftCounts.put({ logId, shiftId, records: (count?.records ?? 0) + by });
};
