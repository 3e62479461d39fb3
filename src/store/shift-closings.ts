import type { ClosedShift } from '#domain/shift/shift-closing.ts';
import type { ChotDatabase } from './database.ts';
import type { ShiftClosingRow } from './rows.ts';

/**
 * Keeps what the unit's feed tells of a closing. The first one told stands [CLOSE-5]; of the one that was signed here,
 * the words stay.
 */
export const keepPulledClosing = async (
  { shiftClosings }: Pick<ChotDatabase, 'shiftClosings'>,
  pulled: Pick<ShiftClosingRow, 'body' | 'scope' | 'generation'>,
): Promise<void> => {
  const { shiftId } = pulled.body;
  const known = await shiftClosings.get(shiftId);
  if (known?.scope === pulled.scope && known.generation === pulled.generation) return;
  const body = known !== undefined && isSame(known.body, pulled.body) ? known.body : pulled.body;
  await shiftClosings.put({ ...pulled, shiftId, body });
};

const isSame = (one: ClosedShift, other: ClosedShift): boolean =>
  one.officer === other.officer && one.wallMs === other.wallMs;
