import type { ClosedShift } from '#domain/shift/shift-closing.ts';
import type { ChotDatabase } from './database.ts';

export type TabletShift = {
  /** Records of this shift made on this tablet. */
  readonly records: number;
  /** The last closing known, signed here or pulled; null while the shift is open. */
  readonly closing: ClosedShift | null;
};

export const readShift = async (db: ChotDatabase, shiftId: string): Promise<TabletShift> => {
  const counts = await db.shiftCounts.where('shiftId').equals(shiftId).toArray();
  const closing = await db.shiftClosings.get(shiftId);
  return {
    records: counts.reduce((sum, count) => sum + count.records, 0),
    closing: closing?.body ?? null,
  };
};
