import { fail, ok, type Result } from '#domain/core/result.ts';
import { unlessNewer } from '../store/newer-database.ts';
import type { DraftRow } from '../store/rows.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import type { Tablet } from './tablet.ts';

/**
 * Saves what has been typed so far. A save that comes late, after its draft was kept as a record,
 * does not bring the draft back [DRAFT-2]; nor does one that comes after the tablet has erased itself.
 */
export const saveDraft = async (
  { db, clock }: Tablet,
  draft: Omit<DraftRow, 'startedAt' | 'updatedAt'>,
): Promise<Result<void, SaveFailure>> => {
  const now = clock.wallMs();
  try {
    const save = async () => {
      const [kept, erased, before] = await Promise.all([
        db.records.get({ draftId: draft.draftId }),
        db.settings.get('erased'),
        db.drafts.get(draft.draftId),
      ]);
      if (kept !== undefined || erased) return;
      const begun = before === undefined ? { startedAt: now } : begunWith(before);
      await db.drafts.put({ ...begun, ...draft, updatedAt: now });
    };
    await unlessNewer(db, () => db.transaction('rw', db.drafts, db.records, db.settings, save));
    return ok(undefined);
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

/** What a screen that only types does not know of its draft. */
const begunWith = ({ startedAt, codeHash, again, amends }: DraftRow) => ({
  startedAt,
  ...(again === undefined ? {} : { again }),
  ...(amends === undefined ? {} : { amends }),
  ...(codeHash === undefined ? {} : { codeHash }),
});
