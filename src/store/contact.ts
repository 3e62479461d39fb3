import { contactAfterAnswer, contactAfterFailure, type Heard } from '../sync/core/contact.ts';
import type { ChotDatabase } from './database.ts';
import { readContact, writeSetting } from './settings.ts';

/** Writes down that the server was heard, and how far its clock is from this one. */
export const noteContact = (db: ChotDatabase, heard: Heard): Promise<void> =>
  db.transaction('rw', db.settings, async () => {
    await writeSetting(db, 'contact', contactAfterAnswer(await readContact(db), heard));
  });

/** Writes down that an attempt failed, for the status bar and for the next start. */
export const noteFailure = (
  db: ChotDatabase,
  failed: { readonly code: string; readonly nowMs: number },
): Promise<void> =>
  db.transaction('rw', db.settings, async () => {
    await writeSetting(db, 'contact', contactAfterFailure(await readContact(db), failed));
  });
