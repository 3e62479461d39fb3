import type { Tablet } from './tablet.ts';

export const discardDraft = async ({ db }: Tablet, draftId: string): Promise<void> => {
  await db.drafts.delete(draftId);
};
