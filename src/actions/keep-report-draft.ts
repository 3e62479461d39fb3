import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import {
  reportDraftKey,
  reportDraftSeal,
  type ReportDraft,
  type ReportDraftPlace,
} from '../store/report-draft.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { writeSetting } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

/** Keeps what an officer types of a report, sealed, so that a reload or a crash loses none of it. Null: it is done. */
export const keepReportDraft = async (
  { db }: Pick<Tablet, 'db'>,
  place: ReportDraftPlace,
  officerId: string,
  draft: ReportDraft | null,
): Promise<Result<void, SaveFailure>> => {
  try {
    const key = reportDraftKey(place, officerId);
    if (draft === null) await db.settings.delete(key);
    else {
      const plain = utf8ToBytes(JSON.stringify(draft));
      const sealed = db.vault.seal(plain, reportDraftSeal(place, officerId));
      await writeSetting(db, key, { sealed });
    }
    return ok(undefined);
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};
