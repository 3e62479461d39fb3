import { fail, type Answer, type Result } from '#domain/core/result.ts';
import { changedAnswers } from '#domain/declaration/changed-answers.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import { inputToRecord } from '#domain/declaration/form-engine.ts';
import { noticeVersion } from '#domain/declaration/notice.ts';
import { formFor } from '#domain/declaration/paper-form.ts';
import { amendRecord } from './amend-record.ts';
import type { Said, SayFailure } from './append-sayings.ts';
import type { Tablet } from './tablet.ts';

export type KeepAmendmentFailure = SayFailure | Answer<'form/incomplete'>;

/**
 * Keeps what was corrected on the desk, as entries that say which fields and why; the draft goes only after that.
 * Based on what the officer had seen: what another tablet corrected meanwhile becomes a conflict, never a loss.
 */
export const keepAmendment = async (
  tablet: Tablet,
  draftId: string,
  input: FormInput,
  reason: string,
): Promise<Result<Said, KeepAmendmentFailure>> => {
  const draft = await tablet.db.drafts.get(draftId);
  if (draft?.amends === undefined) return fail({ code: 'record/not-found' });
  const { recordId, seen, before } = draft.amends;
  const form = formFor(draft.channel);
  const context = { nowMs: tablet.clock.wallMs(), channel: draft.channel, noticeVersion };
  const judged = inputToRecord(form, input, context);
  if (!judged.ok) return fail({ code: 'form/incomplete' });
  const changed = changedAnswers(form, before, input, judged.value);
  const said = await amendRecord(tablet, recordId, { ...changed, reason, seen });
  if (said.ok) await tablet.db.drafts.delete(draftId);
  return said;
};
