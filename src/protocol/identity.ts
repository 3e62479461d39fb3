import { z } from 'zod';
import { identityAnswerSchema, identityQuestionSchema } from '#domain/identity/registry-check.ts';

/** `POST /api/v1/identity`: is this person who the code says? Asked while they stand there. */
export const identityRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  question: identityQuestionSchema,
});

export const identityResponseSchema = z.object({
  nonce: z.string(),
  /** Null: nobody answered in time; once it is declared the server goes on asking. */
  answer: identityAnswerSchema.nullable(),
});
export type IdentityResponse = z.infer<typeof identityResponseSchema>;
