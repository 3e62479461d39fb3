import type { ChotDatabase } from '../store/database.ts';
import type { BulletinDraft } from '../store/setting.ts';
import { writeSetting } from '../store/settings.ts';

/** Keeps what is being written, so that neither the lock nor a restart costs a word. It is about no person. */
export const keepBulletinDraft = (
  db: ChotDatabase,
  officerId: string,
  draft: BulletinDraft,
): Promise<void> => writeSetting(db, `bulletinDraft:${officerId}`, draft);
