import { z } from 'zod';
import { mintId, type Random } from '#domain/core/random.ts';
import { blankReport, reportCategories, reportUrgencies } from '#domain/report/report.ts';

const place = 'chot.citizen.report';

const keptSchema = z.object({
  reportId: z.uuid(),
  /** What opens the answer beside the number, as the citizen reads it. */
  secret: z.string().regex(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/),
  /** Null: not sent, or nobody knows yet whether it was. */
  number: z.int().nullable(),
  typed: z.object({
    category: z.enum(reportCategories),
    urgency: z.enum(reportUrgencies),
    what: z.string(),
    place: z.string(),
    name: z.string(),
    phone: z.string(),
  }),
});
export type CitizenReport = z.infer<typeof keptSchema>;

/** Crockford's Base32: no letter is taken for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twelve letters, 60 bits: short enough to be written on a hand. */
const mintSecret = (random: Random): string =>
  [...random(12)]
    .map((byte) => letters[byte & 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** As a hand writes it: in any case, with or without hyphens, O for 0, I and L for 1. */
export const readSecret = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')
    .replace(/(.{4})(?=.)/g, '$1-');

export const beginReport = (random: Random, wallMs: number): CitizenReport => ({
  reportId: mintId({ wallMs: () => wallMs }, random),
  secret: mintSecret(random),
  number: null,
  typed: blankReport,
});

/** What was typed on this telephone and not sent, or the last receipt; null: nothing, or it keeps nothing. */
export const readReport = (): CitizenReport | null => {
  try {
    const kept = keptSchema.safeParse(JSON.parse(localStorage.getItem(place) ?? 'null'));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
};

export const keepReport = (report: CitizenReport): void => {
  try {
    localStorage.setItem(place, JSON.stringify(report));
  } catch {
    // A browser that keeps nothing: what is typed lives as long as the page.
  }
};
