import { z } from 'zod';
import { agreementSchema, identityQuestionSchema } from '#domain/identity/registry-check.ts';

/** Where a registry is asked, below its base URL. */
export const comparisonsPath = '/v1/comparisons';

/** `POST /v1/comparisons`: do these statements fit what is held under the number? */
export const comparisonRequestSchema = identityQuestionSchema.extend({
  /** The same when a question is repeated: it may then be answered from memory and counted once. */
  requestId: z.uuid(),
});
export type ComparisonRequest = z.infer<typeof comparisonRequestSchema>;

/** Says how far they fit, and nothing of what is held. */
export const comparisonResponseSchema = z.discriminatedUnion('found', [
  z.object({ requestId: z.uuid(), found: z.literal(false) }),
  z.object({ requestId: z.uuid(), found: z.literal(true), agreement: agreementSchema }),
]);
export type ComparisonResponse = z.infer<typeof comparisonResponseSchema>;
