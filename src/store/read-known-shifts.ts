import type { KnownOfShift } from '#domain/shift/shift-standing.ts';
import type { ChotDatabase } from './database.ts';
import { readShift } from './read-shift.ts';
import { readShiftLines } from './shift-lines.ts';

/** What this tablet alone knows of some shifts, by shift. */
export const readKnownShifts = async (
  db: ChotDatabase,
  shiftIds: readonly string[],
): Promise<Map<string, KnownOfShift>> => {
  const known = new Map<string, KnownOfShift>();
  for (const shiftId of shiftIds) {
    const { records, closing } = await readShift(db, shiftId);
    const lines = await readShiftLines(db, shiftId);
    const isUsed = records > 0 || lines.length > 0;
    known.set(shiftId, { isUsed, closedAtMs: closing?.wallMs ?? null });
  }
  return known;
};
