import type { Declaration } from '#domain/declaration/declaration.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import type { KeepFailure } from '../../actions/keep-record.ts';
import type { DraftRow } from '../../store/rows.ts';

/** A sheet on the desk. */
export type OpenDraft = {
  draftId: string;
  channel: Declaration['channel'];
  input: FormInput;
  /** When the draft was last on the disk; null for a blank sheet. */
  updatedAt: number | null;
  /** The sheet is typed a second time: nobody is to see what the first reading was. */
  again?: boolean;
  /** A kept record is being corrected: which. */
  amends?: string;
  /** Why it is corrected, as far as that was typed. */
  reason?: string;
  /** It came back, because it could not be kept or written: why. What stands in it may not be on the disk. */
  trouble?: KeepFailure['code'];
  /** The officer asked for this blank sheet: nothing that came back takes its place. */
  asked?: true;
};

export const draftToOpen = ({
  draftId,
  channel,
  updatedAt,
  input,
  again,
  amends,
  reason,
}: DraftRow): OpenDraft => ({
  draftId,
  channel,
  updatedAt,
  input,
  again: again !== undefined,
  ...(amends && { amends: amends.recordId }),
  ...(reason !== undefined && { reason }),
});
