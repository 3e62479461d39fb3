import { z } from 'zod';
import { answerSchema } from '#domain/declaration/answer-schema.ts';
import { ruleSetSchema } from '#domain/verdict/rule-set.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const rules = z.array(z.unknown()).max(60);

/** `POST /api/v1/rules/read`: the sets that were published. */
export const rulesReadRequestSchema = z.strictObject(asked);
export const rulesReadResponseSchema = z.object({
  nonce: z.string(),
  /** The newest first, at most 20. */
  published: z.array(
    z.object({
      ruleSet: ruleSetSchema,
      /** Null: at the server's own machine. */
      officerId: z.string().nullable(),
      publishedAtMs: z.int(),
    }),
  ),
});
export type RulesReadResponse = z.infer<typeof rulesReadResponseSchema>;

/** `POST /api/v1/rules/preview`: what rules would have said of those who passed lately. */
export const rulesPreviewRequestSchema = z.strictObject({
  ...asked,
  rules,
  /** Null: the whole city. */
  unitId: z.string().min(1).max(40).nullable(),
  /** Back from now. */
  hours: z.int().min(1).max(48),
});
/** How many were to be given each verdict. */
const verdictCounts = z.record(answerSchema('verdict'), z.int().min(0));
export type VerdictCounts = z.infer<typeof verdictCounts>;
export const rulesPreviewResponseSchema = z.object({
  nonce: z.string(),
  crossings: z.int().min(0),
  /** By the rules in force now. */
  before: verdictCounts,
  after: verdictCounts,
  /** Treated more severely than by the rules in force now, and more mildly. */
  graver: z.int().min(0),
  milder: z.int().min(0),
});
export type RulesPreviewResponse = z.infer<typeof rulesPreviewResponseSchema>;

/** `POST /api/v1/rules`: publishes them. */
export const rulesPublishRequestSchema = z.strictObject({
  ...asked,
  rules,
  /** Unix milliseconds; what is past takes effect at once. */
  effectiveAtMs: z.int().min(0),
});
export const rulesPublishResponseSchema = z.object({ nonce: z.string(), ruleSet: ruleSetSchema });
export type RulesPublishResponse = z.infer<typeof rulesPublishResponseSchema>;
