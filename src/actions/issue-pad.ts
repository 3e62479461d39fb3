import { fail, ok, type Result } from '#domain/core/result.ts';
import { mintId, mintRandomId } from '#domain/core/random.ts';
import type { EntryOf } from '#domain/log/entry.ts';
import type { Ledger } from '#domain/paper/fold-ledger.ts';
import { nextPad } from '#domain/paper/next-pad.ts';
import { padLimit } from '#domain/paper/pad-data.ts';
import { unitToPrefix } from '#domain/paper/serial.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { openLog } from '../store/open-log.ts';
import { readLedger } from '../store/paper-ledger.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { appendPaper, overtaken, type PaperFailure } from './append-paper.ts';
import { readAuthor } from './read-author.ts';
import type { Tablet } from './tablet.ts';

type PadWish = {
  /** Sheets, 1 to 200. */
  readonly count: number;
  readonly paper: EntryOf<'pad.issued'>['data']['paper'];
};

/**
 * Draws the serials of a new pad from this tablet's own block, which needs no network. They are its own from
 * here on, whether or not the printer does its work; what it spoils is said to be spoiled.
 */
export const issuePad = async (
  tablet: Tablet,
  wish: PadWish,
): Promise<Result<{ padId: string }, PaperFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => issue(tablet, wish));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const issue = async (
  tablet: Tablet,
  { count, paper }: PadWish,
): Promise<Result<{ padId: string }, PaperFailure>> => {
  const { db, clock, random } = tablet;
  const author = await readAuthor(tablet, 'handle-sheets');
  if (!author.ok) return author;
  if (!Number.isInteger(count) || count < 1 || count > padLimit) return fail({ code: 'pad/count' });
  const { unitId } = author.value.device;
  const draw = async () => {
    const { logId } = await openLog(db, author.value.device, mintRandomId(random));
    const { pads } = await readLedger(db, unitId);
    return { pads, data: nextPad(unitToPrefix(unitId), logId, pads, count) };
  };
  for (;;) {
    const { pads, data } = await draw();
    const padId = mintId(clock, random);
    const outcome = await appendPaper(
      tablet,
      author.value,
      { kind: 'pad.issued', subjectId: padId, data: { ...data, paper } },
      async () => sameNumber(pads, (await readLedger(db, unitId)).pads),
    );
    if (!outcome.ok) return outcome;
    if (outcome.value !== overtaken) return ok({ padId });
  }
};

const sameNumber = (before: Ledger['pads'], now: Ledger['pads']): boolean =>
  before.length === now.length;
