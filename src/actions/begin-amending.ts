import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { formFor } from '#domain/declaration/paper-form.ts';
import { recordToInput } from '#domain/declaration/record-to-input.ts';
import { listDrafts } from '../store/drafts.ts';
import { isReadable } from '../store/sealed-tables.ts';
import type { SaveFailure } from '../store/save-failure.ts';
import { readAuthor, type AuthorFailure } from './read-author.ts';
import { saveDraft } from './save-draft.ts';
import { headsSeen, isOthersToCorrect } from './say-about.ts';
import type { Tablet } from './tablet.ts';

export type BeginAmendingFailure =
  | SaveFailure
  | AuthorFailure
  | Answer<'record/not-found' | 'record/shift-closed'>;

/** A draft that holds a record as it stands, to be corrected on the desk; the one already begun, if there is one. */
export const beginAmending = async (
  tablet: Tablet,
  recordId: string,
): Promise<Result<{ draftId: string }, BeginAmendingFailure>> => {
  const author = await readAuthor(tablet, 'amend-record');
  if (!author.ok) return author;
  const { officerId } = author.value.session;
  const row = await tablet.db.records.get(recordId);
  if (row === undefined || !isReadable(row)) return fail({ code: 'record/not-found' });
  const begun = (await listDrafts(tablet.db, officerId)).find(
    ({ amends }) => amends?.recordId === recordId,
  );
  if (begun) return ok({ draftId: begun.draftId });
  if (await isOthersToCorrect(tablet, author.value, row)) {
    return fail({ code: 'record/shift-closed' });
  }
  const { channel } = row.declaration;
  const before = recordToInput(formFor(channel), row.declaration, row.crossing);
  const draftId = mintId(tablet.clock, tablet.random);
  const saved = await saveDraft(tablet, {
    draftId,
    officerId,
    channel,
    input: before,
    amends: { recordId, seen: headsSeen(row), before },
  });
  return saved.ok ? ok({ draftId }) : saved;
};
