import type { ClosedShift } from '#domain/shift/shift-closing.ts';
import type { Shift } from '#domain/shift/shift.ts';
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

/** Serials of sheets that closings of earlier shifts of the unit have named, as missing or in doubt. */
export const readToldSheets = async (
  db: ChotDatabase,
  { unitId, shiftId }: Pick<Shift, 'unitId' | 'shiftId'>,
): Promise<Set<string>> => {
  // Ids of a unit's shifts are in the order of time.
  const before = await db.shiftClosings.where('shiftId').between(`${unitId}/`, shiftId).toArray();
  return new Set(
    before
      .flatMap(({ body }) => body.exceptions)
      .filter(({ about }) => about === 'papers')
      .flatMap(({ names }) => names),
  );
};
