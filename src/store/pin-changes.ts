import type { Officer } from '#domain/officer/officer.ts';
import type { ChotDatabase } from './database.ts';
import { dropForeignPasskeys } from './passkeys.ts';
import type { KeptPinChange } from './setting.ts';
import { readSetting, writeSetting } from './settings.ts';
import { watchReading } from './watch-reading.ts';

const prefix = 'pinChange:';

/** Writes down that an officer has another PIN from now on: here at once, for the server to be told. */
export const keepPinChange = (
  db: ChotDatabase,
  officer: Officer,
  kept: KeptPinChange,
): Promise<void> =>
  db.transaction('rw', db.reference, db.settings, async () => {
    await db.reference.update(['officer', officer.officerId], { body: withChange(officer, kept) });
    await writeSetting(db, `${prefix}${officer.officerId}`, kept);
    await dropForeignPasskeys(db);
  });

/** PINs that were chosen here and that the server has not answered for. */
export const listUnsentPinChanges = async (db: ChotDatabase): Promise<KeptPinChange[]> => {
  const rows = await db.settings.where('key').startsWith(prefix).toArray();
  // `keepPinChange` is the only writer.
  return rows.map(({ value }) => value as KeptPinChange).filter(({ isSent }) => !isSent);
};

/** Calls back while something is unsent, now and whenever that changes. @returns stop */
export const watchPinChanges = (db: ChotDatabase, listener: () => void): (() => void) =>
  watchReading(db, {
    read: listUnsentPinChanges,
    onValue: (unsent) => {
      if (unsent.length > 0) listener();
    },
    // Whoever watches looks by a timer as well.
    onError: () => undefined,
  });

/** The server has answered what stands now. A PIN that was chosen meanwhile is another one. */
export const settlePinChange = (
  db: ChotDatabase,
  { change }: KeptPinChange,
  standing: Officer | null,
): Promise<void> =>
  db.transaction('rw', db.reference, db.settings, async () => {
    const { officerId } = change;
    const kept = await readSetting(db, `${prefix}${officerId}`);
    if (kept === null || kept.change.pinSetAtMs !== change.pinSetAtMs) return;
    if (standing?.unlock?.wrappedKey === change.unlock.wrappedKey) {
      await writeSetting(db, `${prefix}${officerId}`, { ...kept, isSent: true });
      return;
    }
    await db.settings.delete(`${prefix}${officerId}`);
    if (standing === null) return;
    await db.reference.update(['officer', officerId], { body: standing });
    await dropForeignPasskeys(db);
  });

/**
 * Within a transaction: an officer as the feed tells, with the PIN that was chosen here if the feed knows only
 * earlier ones. After a server was put back it is then told again.
 */
export const withOwnPinChange = async (db: ChotDatabase, told: Officer): Promise<Officer> => {
  const key = `${prefix}${told.officerId}` as const;
  const kept = await readSetting(db, key);
  if (kept === null) return told;
  const { change } = kept;
  if ((told.pinSetAtMs ?? 0) < change.pinSetAtMs) {
    if (kept.isSent) await writeSetting(db, key, { ...kept, isSent: false });
    return withChange(told, kept);
  }
  const isOwn = told.unlock?.wrappedKey === change.unlock.wrappedKey;
  if (!isOwn) await db.settings.delete(key);
  return told;
};

/** Within a transaction: the officer is gone. */
export const dropPinChange = (db: ChotDatabase, officerId: string): Promise<void> =>
  db.settings.delete(`${prefix}${officerId}`);

const withChange = (officer: Officer, { change }: KeptPinChange): Officer => {
  const { mustChangePin: _done, ...rest } = officer;
  return { ...rest, unlock: change.unlock, pinSetAtMs: change.pinSetAtMs };
};
