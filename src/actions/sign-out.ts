import type { Tablet } from './tablet.ts';

/** Ends the session and drops the key. The outbox and the drafts stay: delivery needs nobody signed in. */
export const signOut = async ({ db }: Tablet): Promise<void> => {
  await db.vault.lock();
  await db.settings.delete('session');
};
