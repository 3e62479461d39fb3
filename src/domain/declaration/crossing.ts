import { z } from 'zod';
import { answerSchema } from './answer-schema.ts';

/**
 * One person at one unit at one time, with the verdict; refers to a declaration.
 * Unit, officer and time of the data dictionary's officer side are in the entry's envelope.
 */
export const crossingSchema = z.strictObject({
  declarationId: z.uuid(),
  /** Degrees Celsius, one decimal. */
  'check.temperature': z.number().min(34).max(43).optional(),
  'check.idMethod': answerSchema('idMethod'),
  'check.idResult': answerSchema('idResult'),
  'check.mismatches': z.array(answerSchema('mismatch')).max(5).optional(),
  'check.verdict': answerSchema('verdict'),
  'check.reason': answerSchema('reason').optional(),
  'check.reasonNote': z.string().min(1).max(160).optional(),
  /** The health questions were asked one by one and answered "no" with one key. */
  'check.noneAtOnce': z.boolean().optional(),
  /** Why it was kept although something was doubtful. */
  'check.doubtNote': z.string().min(1).max(160).optional(),
  'check.at': z.iso.datetime({ offset: true }),
  /** SHA-256 of the text of the code that was read, lower-case hex; the text itself is not kept. */
  codeHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** The signed declaration that was shown, by the id in its code: a second use is told by it. */
  signedId: z.uuid().optional(),
  /** The rules that proposed a verdict: number of the set and the beginning of its id. */
  ruleSet: z
    .string()
    .regex(/^\d{1,9}\.[0-9a-f]{8}$/)
    .optional(),
  /** The same for all who crossed in one vehicle at one time. */
  partyId: z.uuid().optional(),
});
export type Crossing = z.infer<typeof crossingSchema>;
