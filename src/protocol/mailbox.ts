import { z } from 'zod';
import { reportSchema } from '#domain/report/report.ts';
import { reportStates } from '#domain/report/report-state.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };

/** What was given to the citizen beside the number, hashed: without it the number opens nothing. */
const secretHash = z.string().regex(/^[0-9a-f]{64}$/);

/** `POST /api/v1/mailbox/challenge`: what to work for before writing. Answered as `declarations/challenge`. */
export const mailboxChallengeSchema = z.strictObject(asked);

/** `POST /api/v1/mailbox`: a citizen writes. */
export const mailboxRequestSchema = z.strictObject({
  ...asked,
  /** Minted by the page before it asks, and the same until it has an answer: nothing is received twice. */
  reportId: z.uuid().toLowerCase(),
  secretHash,
  proof: z.strictObject({ challenge: z.string().max(200), counter: z.int().min(0) }),
  report: reportSchema,
});
export type MailboxRequest = z.infer<typeof mailboxRequestSchema>;

export const mailboxResponseSchema = z.object({ nonce: z.string(), number: z.int().min(1) });
export type MailboxResponse = z.infer<typeof mailboxResponseSchema>;

/** `POST /api/v1/mailbox/answer`: how one stands. */
export const mailboxAnswerRequestSchema = z.strictObject({
  ...asked,
  number: z.int().min(1),
  secretHash,
});
export type MailboxAnswerRequest = z.infer<typeof mailboxAnswerRequestSchema>;

export const mailboxAnswerResponseSchema = z.object({
  nonce: z.string(),
  state: z.enum(reportStates),
  receivedAtMs: z.number(),
  sinceMs: z.number(),
  /** The agency's name, where it was forwarded. */
  agency: z.string().nullable(),
  /** What was answered, or replied by the agency; null: nothing yet, or it was forgotten. */
  answer: z.string().nullable(),
});
export type MailboxAnswerResponse = z.infer<typeof mailboxAnswerResponseSchema>;
