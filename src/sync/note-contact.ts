import { readContact, writeSetting } from '../store/settings.ts';
import type { SyncPorts } from './ports.ts';

/** Writes down that the server was heard, and how far its clock is from this one. */
export const noteContact = async (
  { db, clock }: Pick<SyncPorts, 'db' | 'clock'>,
  askedWallMs: number,
  answer: { readonly epoch: string; readonly serverTime: number },
): Promise<void> => {
  const nowMs = clock.wallMs();
  await db.transaction('rw', db.settings, async () => {
    const before = await readContact(db);
    await writeSetting(db, 'contact', {
      ...before,
      lastContactAtMs: nowMs,
      lastFailure: null,
      epoch: answer.epoch,
      // The answer was written about half-way between asking and hearing.
      offsetMs: Math.round(answer.serverTime - (askedWallMs + nowMs) / 2),
      offsetAtMs: nowMs,
    });
  });
};

/** Writes down that an attempt failed, for the status bar and for the next start. */
export const noteFailure = async (
  { db, clock }: Pick<SyncPorts, 'db' | 'clock'>,
  code: string,
): Promise<void> => {
  await db.transaction('rw', db.settings, async () => {
    const before = await readContact(db);
    await writeSetting(db, 'contact', {
      ...before,
      lastFailureAtMs: clock.wallMs(),
      lastFailure: code,
    });
  });
};
