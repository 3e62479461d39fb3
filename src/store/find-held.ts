import type { ChotDatabase } from './database.ts';
import type { HeldEntry } from './merge-rows.ts';

/** The recording of one of these subjects, if this tablet holds it and does not know the entry yet. */
export const findHeld = async (
  db: ChotDatabase,
  { entryId, about }: { readonly entryId: string; readonly about: readonly string[] },
): Promise<HeldEntry | null> => {
  if ((await db.merges.get(entryId)) !== undefined) return null;
  const crossed = await db.records.where('recordId').anyOf(about).first();
  if (crossed !== undefined) return crossed.held.crossing;
  const declared = await db.records.where('declarationId').anyOf(about).first();
  return declared?.held.declaration ?? null;
};
