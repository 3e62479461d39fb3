import type { ChotDatabase } from './database.ts';
import type { DraftRow } from './rows.ts';

export const readDraft = async (db: ChotDatabase, draftId: string): Promise<DraftRow | null> =>
  (await db.drafts.get(draftId)) ?? null;

/** What an officer has begun and not kept, last touched first. */
export const listDrafts = (db: ChotDatabase, officerId: string, limit = 200): Promise<DraftRow[]> =>
  db.drafts
    .where('[officerId+updatedAt]')
    .between([officerId, 0], [officerId, Number.MAX_SAFE_INTEGER])
    .reverse()
    .limit(limit)
    .toArray();
