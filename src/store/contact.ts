import {
  contactAfterAnswer,
  contactAfterFailure,
  isOtherHistory,
  type Failed,
  type Heard,
} from '../sync/core/contact.ts';
import { asUnproven } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';
import { readContact, writeSetting } from './settings.ts';

/** Writes down that the server was heard; after another epoch every log is offered again [SYNC-3]. */
export const noteContact = (db: ChotDatabase, heard: Heard): Promise<void> =>
  db.transaction('rw', db.settings, db.logs, async () => {
    const before = await readContact(db);
    await writeSetting(db, 'contact', contactAfterAnswer(before, heard));
    if (!isOtherHistory(before, heard)) return;
    await db.logs.bulkPut((await db.logs.toArray()).map(asUnproven));
  });

/** Writes down that an attempt failed, for the status bar and for the next start. */
export const noteFailure = (db: ChotDatabase, failed: Failed): Promise<void> =>
  db.transaction('rw', db.settings, async () => {
    await writeSetting(db, 'contact', contactAfterFailure(await readContact(db), failed));
  });
