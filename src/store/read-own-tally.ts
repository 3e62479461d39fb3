import { tallyShift, type ShiftTally } from '#domain/shift/shift-tally.ts';
import type { ChotDatabase } from './database.ts';
import { readLinksOf } from './read-links.ts';
import { isReadable } from './sealed-tables.ts';

/** What this tablet alone can count of a shift: its own records. */
export const readOwnTally = async (db: ChotDatabase, shiftId: string): Promise<ShiftTally> => {
  const rows = (await db.records.filter((row) => row.shiftId === shiftId).toArray()).filter(
    isReadable,
  );
  const links = await readLinksOf(
    db,
    rows.map(({ recordId }) => recordId),
  );
  return tallyShift(
    rows.map(({ recordId, crossing, declaration, merging }) => ({
      isVoid: (merging?.crossing.voiding ?? null) !== null,
      isAgain: (links.get(recordId)?.seenAgainOf ?? null) !== null,
      verdict: crossing['check.verdict'],
      channel: declaration.channel,
    })),
  );
};
