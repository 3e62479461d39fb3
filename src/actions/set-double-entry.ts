import { fail, ok, type Result } from '#domain/core/result.ts';
import { unitToDoubleEntryId } from '#domain/paper/typed-again.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { readUnitDoubleEntry } from '../store/paper-ledger.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { appendPaper, overtaken, type PaperFailure } from './append-paper.ts';
import { readAuthor } from './read-author.ts';
import type { Tablet } from './tablet.ts';

/**
 * A supervisor says how many sheets of the unit are typed twice, on every tablet.
 * @param perMille of a thousand; 0 switches it off
 */
export const setDoubleEntry = async (
  tablet: Tablet,
  perMille: number,
): Promise<Result<void, PaperFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => set(tablet, perMille));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const set = async (tablet: Tablet, perMille: number): Promise<Result<void, PaperFailure>> => {
  const author = await readAuthor(tablet, 'settle');
  if (!author.ok) return author;
  const subjectId = unitToDoubleEntryId(author.value.device.unitId);
  for (;;) {
    const { heads } = await readUnitDoubleEntry(tablet.db);
    const outcome = await appendPaper(
      tablet,
      author.value,
      { kind: 'double-entry.set', subjectId, basedOn: [...heads], data: { perMille } },
      async () => String((await readUnitDoubleEntry(tablet.db)).heads) === String(heads),
    );
    if (!outcome.ok) return outcome;
    if (outcome.value !== overtaken) return ok(undefined);
  }
};
