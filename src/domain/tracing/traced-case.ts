import { z } from 'zod';

const dayMs = 86_400_000;
/** No crossing is kept for longer than tracing needs it. */
const longestWindowMs = 31 * dayMs;
/** A case was infectious before falling ill. */
const daysBeforeOnset = 3;

const whoSchema = z
  .strictObject({
    /** Of any document. */
    number: z.string().trim().min(4).max(24).optional(),
    /** E.164. */
    phone: z
      .string()
      .regex(/^\+\d{8,15}$/)
      .optional(),
    fullName: z.string().trim().min(2).max(80).optional(),
    /** YYYY, YYYY-MM or YYYY-MM-DD. */
    dob: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .optional(),
    plate: z.string().trim().min(4).max(12).optional(),
  })
  // A name alone is many people.
  .refine(
    ({ number, phone, fullName, dob, plate }) =>
      number !== undefined ||
      phone !== undefined ||
      plate !== undefined ||
      (fullName !== undefined && dob !== undefined),
  );
/** By what a case is known; the more of it, the surer. */
export type CasePerson = z.infer<typeof whoSchema>;

/** A confirmed case and the time in which it was infectious. */
export const tracedCaseSchema = z
  .strictObject({
    who: whoSchema,
    /** Unix milliseconds; both ends belong to it. */
    fromMs: z.int().min(0),
    throughMs: z.int(),
    /** How far apart at one unit still counts as close, minutes. */
    minutes: z.int().min(0).max(60),
  })
  .refine(({ fromMs, throughMs }) => fromMs < throughMs && throughMs - fromMs <= longestWindowMs);
export type TracedCase = z.infer<typeof tracedCaseSchema>;

/** From the morning three days before somebody fell ill, or was found ill, until now. */
export const infectiousWindow = (
  onsetMs: number,
  nowMs: number,
): Pick<TracedCase, 'fromMs' | 'throughMs'> => ({
  fromMs: Math.max(onsetMs - daysBeforeOnset * dayMs, nowMs - longestWindowMs),
  throughMs: nowMs,
});
