import { z } from 'zod';
import { reportCategories, reportUrgencies } from '#domain/report/report.ts';
import type { ChotDatabase } from './database.ts';
import { readSetting } from './settings.ts';

/** Where a report is being typed: at the post, or at the desk that takes calls. */
export type ReportDraftPlace = 'post' | 'desk';

const draftSchema = z.object({
  /** Minted when it was begun: however often it is kept or sent, it is one report. */
  reportId: z.uuid(),
  entryId: z.uuid(),
  typed: z.object({
    category: z.enum(reportCategories),
    urgency: z.enum(reportUrgencies),
    what: z.string(),
    place: z.string(),
    name: z.string(),
    phone: z.string(),
  }),
  /** What the desk answers at once. */
  answer: z.string(),
});
export type ReportDraft = z.infer<typeof draftSchema>;

export const reportDraftKey = (place: ReportDraftPlace, officerId: string) =>
  `reportDraft:${place}:${officerId}` as const;

/** What a draft is sealed for. */
export const reportDraftSeal = (place: ReportDraftPlace, officerId: string): string =>
  `report draft ${place} ${officerId}`;

/** What an officer has begun to type; null: nothing, or it cannot be read. */
export const readReportDraft = async (
  db: ChotDatabase,
  place: ReportDraftPlace,
  officerId: string,
): Promise<ReportDraft | null> => {
  const kept = await readSetting(db, reportDraftKey(place, officerId));
  const plain = kept && db.vault.unseal(kept.sealed, reportDraftSeal(place, officerId));
  if (plain === null) return null;
  const draft = draftSchema.safeParse(JSON.parse(new TextDecoder().decode(plain)));
  return draft.success ? draft.data : null;
};
