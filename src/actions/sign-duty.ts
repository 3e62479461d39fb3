import { fail, type Result } from '#domain/core/result.ts';
import { may } from '#domain/officer/permissions.ts';
import { dutyHeads, shiftToSubjectId } from '#domain/shift/fold-shift.ts';
import type { Duty } from '#domain/shift/fold-shift.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { readShiftFacts, readShiftLines } from '../store/shift-lines.ts';
import { appendShiftLines, type ShiftFailure } from './append-shift-lines.ts';
import { readAuthor } from './read-author.ts';
import type { Tablet } from './tablet.ts';

type Signing = {
  readonly shiftId: string;
  readonly officer: string;
  readonly to: Duty['state'];
};

/** An officer comes on duty or leaves it; a supervisor may say so of others. From any tablet of the unit. */
export const signDuty = async (
  tablet: Tablet,
  signing: Signing,
): Promise<Result<'kept', ShiftFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => sign(tablet, signing));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const sign = async (
  tablet: Tablet,
  { shiftId, officer, to }: Signing,
): Promise<Result<'kept', ShiftFailure>> => {
  const author = await readAuthor(tablet, 'keep-record');
  if (!author.ok) return author;
  const { officerId, role } = author.value.session;
  if (officer !== officerId && !may(role, 'close-shift')) {
    return fail({ code: 'officer/not-allowed' });
  }
  const { db } = tablet;
  const saying = {
    kind: 'duty.signed',
    subjectId: shiftToSubjectId(shiftId),
    shiftId,
    officer: officerId,
    basedOn: dutyHeads(shiftId, officer, await readShiftLines(db, shiftId)),
    data: { shiftId, officer, to },
  } as const;
  return appendShiftLines(tablet, author.value, [saying], async () => {
    const { duties } = await readShiftFacts(db, shiftId);
    return duties.some((duty) => duty.officer === officer && duty.state === to);
  });
};
