import { z } from 'zod';
import { answerSchema } from '../declaration/answer-schema.ts';

/** What a shift is closed by: each is true when it is closed, or is said to be open in words. */
export const closingPoints = [
  'tablets',
  'holes',
  'papers',
  'drafts',
  'conflicts',
  'duplicates',
  'quarantine',
  'referrals',
  'forgotten',
  'second-factor',
] as const;
export type ClosingPoint = (typeof closingPoints)[number];

/** What was not so when a shift was closed, in the words of who closed it. */
const closingExceptionSchema = z.strictObject({
  about: z.enum(closingPoints),
  /** How many of them; 0: it could not be known. */
  count: z.int().min(0),
  words: z.string().min(1).max(300),
  /** Serials, positions or ids; never of a person. */
  names: z.array(z.string().max(80)).max(200),
  /** The officer it is handed on to. */
  to: z.string().min(1).max(40).optional(),
});
export type ClosingException = z.infer<typeof closingExceptionSchema>;

const count = z.int().min(0);

export const verdictCountsSchema = z.partialRecord(answerSchema('verdict'), count);
export type VerdictCounts = z.infer<typeof verdictCountsSchema>;

const paperCountsSchema = z.strictObject({
  issued: count,
  typed: count,
  spoiled: count,
  returned: count,
  /** Still in their pads, behind the last one that was taken. */
  unused: count,
  missing: count,
});
export type PaperCounts = z.infer<typeof paperCountsSchema>;

/** What a supervisor signs at the end of a shift: per log, how far it is delivered and how many records it holds. */
export const shiftClosingSchema = z.strictObject({
  shiftId: z.string().min(1).max(80),
  records: count,
  logs: z
    .array(
      z.strictObject({
        logId: z.uuid(),
        /** Position acknowledged by the server when the shift was closed. */
        position: count,
        /** Chain digest at `position`, lower-case hex. */
        digest: z.string().regex(/^[0-9a-f]{64}$/),
        records: count,
      }),
    )
    .max(200),
  /** Absent in what was closed before there were any. */
  exceptions: z.array(closingExceptionSchema).max(closingPoints.length).default([]),
  /** Records that count, by verdict; null: nobody could say. */
  verdicts: verdictCountsSchema.nullable().default(null),
  papers: paperCountsSchema.nullable().default(null),
  /** How who signed proved to be who they are; `none`: by being signed in. */
  proof: z.enum(['none', 'pin', 'second-factor']).default('none'),
  /** The tablet's own signature over all the above: ES256 over `closingDigest`, base64url; null: it has no key. */
  signature: z.string().max(120).nullable().default(null),
  /** What the server signed for it, a compact JWS; null: it was out of reach. */
  countersignature: z.string().max(2048).nullable().default(null),
});
export type ShiftClosing = z.infer<typeof shiftClosingSchema>;

/** A closing with who signed it and when, by the clock of the tablet. */
export type ClosedShift = ShiftClosing & { officer: string; wallMs: number };

/** In the place of words that are kept back. */
export const hiddenWords = '…';

/** What the unit's feed tells of a closing: what was said in words stays between supervisor and server. */
export const withoutWords = (closing: ShiftClosing): ShiftClosing => ({
  ...closing,
  exceptions: closing.exceptions.map((exception) => ({ ...exception, words: hiddenWords })),
});
