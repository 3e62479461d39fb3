import { z } from 'zod';
import { answerSchema } from '#domain/declaration/answer-schema.ts';
import type { ChotDatabase } from './database.ts';
import { readSetting } from './settings.ts';

const whySchema = z.object({ reason: answerSchema('voidReason').nullable(), note: z.string() });
/** Why a record is to be void, as far as an officer has said. */
export type WhyVoid = z.infer<typeof whySchema>;

export const whyVoidKey = (officerId: string, recordId: string) =>
  `whyVoid:${officerId}:${recordId}` as const;

/** What it is sealed for. */
export const whyVoidSeal = (officerId: string, recordId: string): string =>
  `why void ${officerId} ${recordId}`;

/** What an officer has begun to say; null: nothing, or it cannot be read. */
export const readWhyVoid = async (
  db: ChotDatabase,
  officerId: string,
  recordId: string,
): Promise<WhyVoid | null> => {
  const kept = await readSetting(db, whyVoidKey(officerId, recordId));
  const plain = kept && db.vault.unseal(kept.sealed, whyVoidSeal(officerId, recordId));
  if (!plain) return null;
  const why = whySchema.safeParse(JSON.parse(new TextDecoder().decode(plain)));
  return why.success ? why.data : null;
};
