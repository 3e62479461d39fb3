import { fail, type Result } from '#domain/core/result.ts';
import { openingHeads, shiftToSubjectId } from '#domain/shift/fold-shift.ts';
import type { ShiftOpening } from '#domain/shift/shift-data.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { readShiftFacts, readShiftLines } from '../store/shift-lines.ts';
import { appendShiftLines, type ShiftFailure } from './append-shift-lines.ts';
import { readAuthor } from './read-author.ts';
import type { Tablet } from './tablet.ts';

/** A supervisor opens a shift, or says anew with whom and what it works. No network is needed. */
export const openShift = async (
  tablet: Tablet,
  opening: ShiftOpening,
): Promise<Result<'kept', ShiftFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => open(tablet, opening));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const open = async (
  tablet: Tablet,
  opening: ShiftOpening,
): Promise<Result<'kept', ShiftFailure>> => {
  const author = await readAuthor(tablet, 'close-shift');
  if (!author.ok) return author;
  const { db } = tablet;
  const { shiftId } = opening;
  const saying = {
    kind: 'shift.opened',
    subjectId: shiftToSubjectId(shiftId),
    shiftId,
    officer: author.value.session.officerId,
    basedOn: openingHeads(shiftId, await readShiftLines(db, shiftId)),
    data: opening,
  } as const;
  return appendShiftLines(tablet, author.value, [saying], async () => {
    const { opening: now } = await readShiftFacts(db, shiftId);
    return now !== null && JSON.stringify(now.data) === JSON.stringify(opening);
  });
};
