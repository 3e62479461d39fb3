import type { ChotDatabase } from './database.ts';
import { noContact, type Contact } from '../sync/core/contact.ts';
import type { Session, SettingByKey, SettingKey } from './setting.ts';

export const readSetting = async <Key extends SettingKey>(
  db: ChotDatabase,
  key: Key,
): Promise<SettingByKey[Key] | null> => {
  const row = await db.settings.get(key);
  // `writeSetting` is the only writer and takes the value that belongs to the key.
  return row === undefined ? null : (row.value as SettingByKey[Key]);
};

export const writeSetting = async <Key extends SettingKey>(
  db: ChotDatabase,
  key: Key,
  value: SettingByKey[Key],
): Promise<void> => {
  await db.settings.put({ key, value });
};

/** Who is signed in, also after the page was closed; null: nobody. */
export const readSession = (db: ChotDatabase): Promise<Session | null> =>
  readSetting(db, 'session');

export const readContact = async (db: ChotDatabase): Promise<Contact> =>
  (await readSetting(db, 'contact')) ?? noContact;
