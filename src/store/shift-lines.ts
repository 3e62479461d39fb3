import { foldShift, type ShiftFacts } from '#domain/shift/fold-shift.ts';
import type { ShiftLine } from '#domain/shift/shift-line.ts';
import type { ChotDatabase } from './database.ts';

/** What this tablet knows was said of a shift, by whichever tablet of its unit. */
export const readShiftLines = (
  { shiftLines }: Pick<ChotDatabase, 'shiftLines'>,
  shiftId: string,
): Promise<ShiftLine[]> => shiftLines.where('shiftId').equals(shiftId).toArray();

export const readShiftFacts = async (
  db: Pick<ChotDatabase, 'shiftLines'>,
  shiftId: string,
): Promise<ShiftFacts> => foldShift(shiftId, await readShiftLines(db, shiftId));
