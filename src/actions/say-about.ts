import { fail, ok, type Result } from '#domain/core/result.ts';
import { may, type Deed } from '#domain/officer/permissions.ts';
import type { RecordRow } from '../store/rows.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { appendSayings, type Said, type SayFailure, type Sayings } from './append-sayings.ts';
import { readAuthor, type Author } from './read-author.ts';
import type { Tablet } from './tablet.ts';

type Amendable = { readonly author: Author; readonly row: RecordRow };

/**
 * Lets an officer say something of a record of this tablet, if they may.
 * Never throws: a storage that fails is an answer that the officer can act upon.
 */
export const sayAbout = async (
  tablet: Tablet,
  deed: Deed,
  recordId: string,
  compose: (amendable: Amendable) => Sayings | Promise<Sayings>,
): Promise<Result<Said, SayFailure>> => {
  try {
    return await unlessNewer(tablet.db, async () => {
      const amendable = await readAmendable(tablet, deed, recordId);
      if (!amendable.ok) return amendable;
      return appendSayings(tablet, amendable.value.author, await compose(amendable.value));
    });
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const readAmendable = async (
  tablet: Tablet,
  deed: Deed,
  recordId: string,
): Promise<Result<Amendable, SayFailure>> => {
  const author = await readAuthor(tablet, deed);
  if (!author.ok) return author;
  const row = await tablet.db.records.get(recordId);
  if (row === undefined) return fail({ code: 'record/not-found' });
  // The server takes from a tablet only what is about the unit it now serves.
  if (row.unitId !== author.value.device.unitId) return fail({ code: 'record/other-unit' });
  if (await isOthersToCorrect(tablet, author.value, row)) {
    return fail({ code: 'record/shift-closed' });
  }
  return ok({ author: author.value, row });
};

/** What a shift was closed with is corrected by its supervisor alone: the next report tells of it [CLOSE-8]. */
export const isOthersToCorrect = async (
  { db }: Pick<Tablet, 'db'>,
  { session }: Pick<Author, 'session'>,
  { shiftId }: Pick<RecordRow, 'shiftId'>,
): Promise<boolean> =>
  !may(session.role, 'close-shift') && (await db.shiftClosings.get(shiftId)) !== undefined;

/** What the officer has seen of each half: its latest entries, or its recording. */
export const headsSeen = ({
  held,
  merging,
}: RecordRow): { declaration: readonly string[]; crossing: readonly string[] } => ({
  declaration: merging?.declaration.heads ?? [held.declaration.entryId],
  crossing: merging?.crossing.heads ?? [held.crossing.entryId],
});
