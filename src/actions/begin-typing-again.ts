import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { crossingToInput } from '#domain/declaration/crossing-to-input.ts';
import { isReadable } from '../store/sealed-tables.ts';
import type { SaveFailure } from '../store/save-failure.ts';
import { readAuthor, type AuthorFailure } from './read-author.ts';
import { saveDraft } from './save-draft.ts';
import type { Tablet } from './tablet.ts';

export type BeginAgainFailure =
  | SaveFailure
  | AuthorFailure
  | Answer<'record/not-found' | 'twice/same-officer'>;

/**
 * A blank draft for a sheet that was typed by somebody else. It bears the serial and what the officer at the lane
 * decided; everything that the person wrote is to be read from the paper once more, unseen.
 */
export const beginTypingAgain = async (
  tablet: Tablet,
  declarationId: string,
): Promise<Result<{ draftId: string }, BeginAgainFailure>> => {
  const { db } = tablet;
  const author = await readAuthor(tablet, 'keep-record');
  if (!author.ok) return author;
  const { officerId } = author.value.session;
  const row = await db.records.where('declarationId').equals(declarationId).first();
  if (row === undefined || !isReadable(row)) return fail({ code: 'record/not-found' });
  if (row.officer === officerId) return fail({ code: 'twice/same-officer' });
  const { paperSerial = '' } = row.merging?.recorded.declaration ?? row.declaration;
  const drafts = await db.drafts
    .where('[officerId+updatedAt]')
    .between([officerId, 0], [officerId, Number.MAX_SAFE_INTEGER])
    .toArray();
  const begun = drafts.find((draft) => draft.again === declarationId);
  if (begun) return ok({ draftId: begun.draftId });
  const draftId = mintId(tablet.clock, tablet.random);
  const saved = await saveDraft(tablet, {
    draftId,
    officerId,
    channel: 'paper',
    again: declarationId,
    // What a blank sheet proposes, too, but for the times: those are on the paper.
    input: { paperSerial, byProxy: 'no', nationality: 'VN', ...crossingToInput(row.crossing) },
  });
  return saved.ok ? ok({ draftId }) : saved;
};
