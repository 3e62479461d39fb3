import { fail, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { may } from '#domain/officer/permissions.ts';
import type { ShiftFacts } from '#domain/shift/fold-shift.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { readShiftFacts } from '../store/shift-lines.ts';
import { appendShiftLines, type ShiftFailure } from './append-shift-lines.ts';
import { checkPin, forgetFailures, type PinFailure } from './check-pin.ts';
import { readAuthor } from './read-author.ts';
import type { Tablet } from './tablet.ts';

/** Who signs, and what proves it. */
type Signature = { readonly officerId: string; readonly pin: string };

type HandingOver = {
  readonly shiftId: string;
  /** The shift it goes into; the same one when the supervisor changes within it. */
  readonly into: string;
  /** Who has unlocked the tablet; asked for the PIN again, because it is a signature. */
  readonly givesPin: string;
  readonly takes: Signature;
};

type HandOverFailure = ShiftFailure | PinFailure | Answer<'shift/same-person' | 'shift/not-yours'>;

/** Which of the two could not prove to be who they are. */
export type HandOverTrouble = {
  readonly side: 'gives' | 'takes';
  readonly failure: HandOverFailure;
};

/**
 * One supervisor gives a shift to the next, both on this tablet, each with the own PIN: two entries that name each
 * other, both or none. No network is needed.
 */
export const handOverShift = async (
  tablet: Tablet,
  handing: HandingOver,
): Promise<Result<'kept', HandOverTrouble>> => {
  try {
    return await unlessNewer(tablet.db, () => sign(tablet, handing));
  } catch (error) {
    return fail({ side: 'gives', failure: errorToSaveFailure(error) });
  }
};

const sign = async (
  tablet: Tablet,
  { shiftId, into, givesPin, takes }: HandingOver,
): Promise<Result<'kept', HandOverTrouble>> => {
  const author = await readAuthor(tablet, 'close-shift');
  if (!author.ok) return fail({ side: 'gives', failure: author.error });
  const { officerId } = author.value.session;
  if (officerId === takes.officerId) {
    return fail({ side: 'takes', failure: { code: 'shift/same-person' } });
  }
  /** A second tap: the same two, and nothing since. */
  const isDone = ({ handOvers }: ShiftFacts): boolean => {
    const last = handOvers.at(-1);
    const isSame = last?.gives?.officer === officerId && last.takes?.officer === takes.officerId;
    return isSame && last.isWhole && last.into === into;
  };
  const facts = await readShiftFacts(tablet.db, shiftId);
  const isOwn = facts.supervisor === null || facts.supervisor === officerId;
  if (!isOwn && !isDone(facts))
    return fail({ side: 'gives', failure: { code: 'shift/not-yours' } });
  const given = await checkPin(tablet, officerId, givesPin);
  if (!given.ok) return fail({ side: 'gives', failure: given.error });
  const taken = await checkPin(tablet, takes.officerId, takes.pin);
  if (!taken.ok) return fail({ side: 'takes', failure: taken.error });
  if (!may(taken.value.officer.role, 'close-shift')) {
    return fail({ side: 'takes', failure: { code: 'officer/not-allowed' } });
  }
  await forgetFailures(tablet, officerId);
  await forgetFailures(tablet, takes.officerId);
  const handOverId = mintId(tablet.clock, tablet.random);
  const half = (side: 'gives' | 'takes', officer: string, other: string) =>
    ({
      kind: 'shift.handed-over',
      subjectId: handOverId,
      shiftId,
      officer,
      basedOn: [],
      data: { shiftId, side, with: other, into },
    }) as const;
  const kept = await appendShiftLines(
    tablet,
    author.value,
    [half('gives', officerId, takes.officerId), half('takes', takes.officerId, officerId)],
    async () => {
      const now = await readShiftFacts(tablet.db, shiftId);
      return now.handOvers.at(-1)?.handOverId === handOverId || isDone(now);
    },
  );
  return kept.ok ? kept : fail({ side: 'gives', failure: kept.error });
};
