import { z } from 'zod';
import { crossingSchema } from '#domain/declaration/crossing.ts';
import { declarationSchema } from '#domain/declaration/declaration.ts';
import { referralCauses } from '#domain/referral/referral.ts';
import { referralStates, referralStepSchema } from '#domain/referral/referral-state.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const key = { unitId: z.string().min(1).max(40), recordId: z.uuid() };

/** `POST /api/v1/referrals`: what changed behind a place; 0: all that are not closed. */
export const referralsRequestSchema = z.strictObject({ ...asked, after: z.int().min(0) });

const referralLineSchema = z.object({
  state: z.enum(referralStates),
  /** Unix milliseconds by the server's clock. */
  atMs: z.number(),
  officerId: z.string(),
  /** What belongs to the step; absent: nothing, or forgotten. */
  step: referralStepSchema.optional(),
});

const referralCardSchema = z.object({
  ...key,
  state: z.enum(referralStates),
  raisedAtMs: z.number(),
  sinceMs: z.number(),
  /** When it is overdue if nothing is done; null: never. */
  dueAtMs: z.number().nullable(),
  causes: z.array(z.enum(referralCauses)),
  /** Taken back at the post: entered by mistake. */
  isVoid: z.boolean(),
  lines: z.array(referralLineSchema),
  /** Empty: it was forgotten, or has not arrived yet. */
  declaration: declarationSchema.partial(),
  crossing: crossingSchema.partial(),
});
export type ReferralCard = z.infer<typeof referralCardSchema>;

export const referralsResponseSchema = z.object({
  nonce: z.string(),
  /** The place up to which this goes. */
  head: z.int(),
  serverTimeMs: z.number(),
  cards: z.array(referralCardSchema),
  /** Sent to the health department's system: what waits, and what was given up. Null: there is none. */
  deliveries: z.object({ waiting: z.int(), dead: z.int() }).nullable(),
});
export type ReferralsResponse = z.infer<typeof referralsResponseSchema>;

/** `POST /api/v1/referrals/step`: what was done about one. */
export const referralStepRequestSchema = z.strictObject({
  ...asked,
  ...key,
  step: referralStepSchema,
});
export type ReferralStepRequest = z.infer<typeof referralStepRequestSchema>;

export const referralStepResponseSchema = z.object({
  nonce: z.string(),
  state: z.enum(referralStates),
});
export type ReferralStepResponse = z.infer<typeof referralStepResponseSchema>;

/**
 * `POST /api/v1/referrals/live`: server-sent events as long as the line holds, five minutes at most. Each
 * `data` is the place of the last line, told when it changes and every few seconds; it names nobody.
 */
export const referralsLiveRequestSchema = z.strictObject({ ...asked });
