import { z } from 'zod';
import type { ChotDatabase } from './database.ts';
import { readSetting } from './settings.ts';

const textsSchema = z.array(z.string());

/** What the codes in an officer's hand are sealed for. */
export const codeHandPlace = (officerId: string): string => `code hand ${officerId}`;

/** The texts of codes that an officer has read and not used, the one on the screen first. */
export const readCodeHand = async (db: ChotDatabase, officerId: string): Promise<string[]> => {
  const kept = await readSetting(db, `codeHand:${officerId}`);
  const plain = kept && db.vault.unseal(kept.sealed, codeHandPlace(officerId));
  return plain === null ? [] : textsSchema.parse(JSON.parse(new TextDecoder().decode(plain)));
};
