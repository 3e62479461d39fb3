import { tallyShift, type ShiftTally } from '#domain/shift/shift-tally.ts';
import type { ChotDatabase } from './database.ts';
import { isReadable } from './sealed-tables.ts';

/** What this tablet alone can count of a shift: its own records. */
export const readOwnTally = async (db: ChotDatabase, shiftId: string): Promise<ShiftTally> => {
  const rows = (await db.records.filter((row) => row.shiftId === shiftId).toArray()).filter(
    isReadable,
  );
  return tallyShift(
    rows.map(({ crossing, declaration, merging }) => ({
      isVoid: (merging?.crossing.voiding ?? null) !== null,
      isAgain: false,
      verdict: crossing['check.verdict'],
      channel: declaration.channel,
    })),
  );
};
