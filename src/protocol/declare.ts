import { z } from 'zod';
import { citizenKeys } from '#domain/declaration/citizen-form.ts';

const nonce = z.string().min(8).max(64);

/** Known to the citizen's browser and, hashed, to the server: who has it may correct and withdraw. */
const secret = z.string().regex(/^[0-9a-f]{64}$/);

/** `POST /api/v1/declarations/challenge`: what to work for before declaring. */
export const declareChallengeSchema = z.strictObject({ protocol: z.int(), nonce });

export const declareChallengedSchema = z.object({
  nonce: z.string(),
  challenge: z.string().max(200),
  /** See `proof-of-work.ts`. */
  bits: z.int().min(0).max(32),
  /** Unix milliseconds by the server's clock; afterwards ask for another one. */
  expiresAtMs: z.int(),
});
export type DeclareChallenged = z.infer<typeof declareChallengedSchema>;

const typedText = z.string().max(400);
const typedAddress = z.strictObject({
  provinceCode: z.string().max(2).optional(),
  wardCode: z.string().max(5).optional(),
  ward: typedText.optional(),
  detail: typedText,
});

/** Answers to `citizenForm` as they were typed; the server judges them as the page did. */
export const citizenInputSchema = z
  .record(
    z.string().max(40),
    z.union([typedText, z.array(z.string().max(40)).max(20), typedAddress]),
  )
  .refine((input) => Object.keys(input).every((key) => citizenKeys.has(key)));

/** `POST /api/v1/declarations`. */
export const declareRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce,
  /** Minted by the page before it asks, and the same until it has an answer: nothing is declared twice. */
  declarationId: z.uuid().toLowerCase(),
  /** SHA-256 of the secret's 32 bytes, lower-case hex. */
  secretHash: secret,
  proof: z.strictObject({ challenge: z.string().max(200), counter: z.int().min(0) }),
  input: citizenInputSchema,
  /** The declaration that this one replaces, and its secret. */
  corrects: z.strictObject({ declarationId: z.uuid().toLowerCase(), secret }).optional(),
  /** The unit whose poster led here; one that is not known counts as none. */
  unitId: z.string().min(1).max(40).optional(),
});
export type DeclareRequest = z.infer<typeof declareRequestSchema>;

export const declareResponseSchema = z.object({
  nonce: z.string(),
  declarationId: z.uuid(),
  /** The text of the code, `HN1:` … */
  code: z.string().max(900),
  issuedAtMs: z.int(),
  expiresAtMs: z.int(),
  /** The unit whose tablets are told of it, until then (Unix milliseconds); absent: none. */
  toldUnit: z.object({ unitId: z.string(), untilMs: z.int() }).optional(),
});
export type DeclareResponse = z.infer<typeof declareResponseSchema>;

/** `POST /api/v1/declarations/withdraw`: the citizen takes it back. */
export const withdrawRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce,
  declarationId: z.uuid().toLowerCase(),
  secret,
});
export type WithdrawRequest = z.infer<typeof withdrawRequestSchema>;

export const withdrawResponseSchema = z.object({ nonce: z.string(), declarationId: z.uuid() });
export type WithdrawResponse = z.infer<typeof withdrawResponseSchema>;
