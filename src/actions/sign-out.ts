import type { Tablet } from './tablet.ts';

/** Ends the session. The outbox and the drafts stay: delivery needs nobody signed in. */
export const signOut = async ({ db }: Tablet): Promise<void> => {
  await db.settings.delete('session');
};
