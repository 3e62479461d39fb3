import type { SenderLease } from './setting.ts';
import type { ChotDatabase } from './database.ts';
import { readSetting, writeSetting } from './settings.ts';

/** The lease that is written down; where there is none, one begins now under no name, to be counted from. */
export const readSenderLease = (db: ChotDatabase, nowMs: number): Promise<SenderLease> =>
  db.transaction('rw', db.settings, async () => {
    const known = await readSetting(db, 'sender');
    if (known !== null) return known;
    const begun = { senderId: '', atMs: nowMs };
    await writeSetting(db, 'sender', begun);
    return begun;
  });

/** From now on this one sends, whoever did before. */
export const claimSenderLease = (db: ChotDatabase, lease: SenderLease): Promise<void> =>
  writeSetting(db, 'sender', lease);

/** Shows that this sender lives. @returns false when another has taken over */
export const renewSenderLease = (db: ChotDatabase, lease: SenderLease): Promise<boolean> =>
  db.transaction('rw', db.settings, async () => {
    const known = await readSetting(db, 'sender');
    if (known?.senderId !== lease.senderId) return false;
    await writeSetting(db, 'sender', lease);
    return true;
  });
