import type { Officer } from '#domain/officer/officer.ts';
import { passkeyBinding } from '#domain/officer/passkey-binding.ts';
import type { ChotDatabase } from './database.ts';
import { readOfficer } from './read-officers.ts';
import type { Passkey } from './setting.ts';
import { readSetting } from './settings.ts';

const prefix = 'passkey:';

/** The passkey that opens this tablet for an officer; null: none, or it was made for what the officer no longer is. */
export const readPasskey = async (db: ChotDatabase, officer: Officer): Promise<Passkey | null> => {
  const passkey = await readSetting(db, `${prefix}${officer.officerId}`);
  return passkey?.boundTo === passkeyBinding(officer) ? passkey : null;
};

/** Within a transaction: takes away the passkeys of officers who are gone or have become something else. */
export const dropForeignPasskeys = async (db: ChotDatabase): Promise<void> => {
  const keys = await db.settings.where('key').startsWith(prefix).primaryKeys();
  for (const key of keys) {
    const officer = await readOfficer(db, key.slice(prefix.length));
    const fits = officer !== null && (await readPasskey(db, officer)) !== null;
    if (!fits) await db.settings.delete(key);
  }
};
