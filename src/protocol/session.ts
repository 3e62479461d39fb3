import { z } from 'zod';
import { roleSchema } from '#domain/officer/officer.ts';

/** The header that says on whose behalf a tablet asks, beside the ones that say which tablet it is. */
export const sessionHeader = 'chot-session';

const nonce = z.string().min(8).max(64);
const officerId = z.string().min(1).max(40);
const challenge = z.string().regex(/^[0-9a-f]{64}$/);

export const challengeRequestSchema = z.object({
  protocol: z.int(),
  nonce,
});
export type ChallengeRequest = z.infer<typeof challengeRequestSchema>;

/** Good for one answer of this tablet, for two minutes. */
export const challengeResponseSchema = z.object({ nonce, challenge });
export type ChallengeResponse = z.infer<typeof challengeResponseSchema>;

/** An officer begins to work with the server. Without `code` only for what needs no second factor. */
export const sessionRequestSchema = z.object({
  protocol: z.int(),
  nonce,
  officerId,
  challenge,
  /** HMAC-SHA256 under the key that the officer's PIN gives, lower-case hex; see `sign-in-proof.ts`. */
  proof: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the officer's authenticator (RFC 6238): six digits. */
  code: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});
export type SessionRequest = z.infer<typeof sessionRequestSchema>;

export const sessionResponseSchema = z.object({
  nonce,
  token: z.string().regex(/^[\w-]{43}$/),
  role: roleSchema,
  factors: z.union([z.literal(1), z.literal(2)]),
  /** Unix milliseconds by the server's clock; half an hour without a request ends it earlier. */
  endsAtMs: z.int(),
});
export type SessionResponse = z.infer<typeof sessionResponseSchema>;

/** The session that the header names is over. */
export const sessionEndSchema = z.object({ protocol: z.int(), nonce });
export const sessionEndedSchema = z.object({ nonce });
