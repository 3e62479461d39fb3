import { utf8ToBytes } from '@noble/hashes/utils.js';
import { codeHandPlace } from '../store/code-hand.ts';
import { writeSetting } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

/**
 * Keeps the codes that an officer has read and not used, sealed, so that a reload leaves them in hand.
 * Nothing waits for it: where it cannot be written they are in memory still, and can be read once more.
 */
export const keepCodeHand = async (
  { db }: Pick<Tablet, 'db'>,
  officerId: string,
  texts: readonly string[],
): Promise<void> => {
  try {
    if (texts.length === 0) await db.settings.delete(`codeHand:${officerId}`);
    else {
      const sealed = db.vault.seal(utf8ToBytes(JSON.stringify(texts)), codeHandPlace(officerId));
      await writeSetting(db, `codeHand:${officerId}`, { sealed });
    }
  } catch {
    // Locked meanwhile, or the disk is full: what must be kept says so where it is kept.
  }
};
