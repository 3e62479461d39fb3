import { z } from 'zod';

const nonce = z.string().min(8).max(64);
const base64url = z
  .string()
  .min(1)
  .max(8000)
  .regex(/^[\w-]+$/);

/** Before a passkey is made or used: what to make it for, or which ones to use. */
export const passkeyAskSchema = z.object({ protocol: z.int(), nonce });
export type PasskeyAsk = z.infer<typeof passkeyAskSchema>;

export const passkeyAskedSchema = z.object({
  nonce,
  /** Base64url of 32 bytes; good for one answer, for two minutes. */
  challenge: base64url,
  /** The host that passkeys are for. */
  rpId: z.string(),
  officerId: z.string(),
  /** Credential ids of the officer's passkeys for this host. */
  passkeys: z.array(base64url),
});
export type PasskeyAsked = z.infer<typeof passkeyAskedSchema>;

const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };

/** `PublicKeyCredential.toJSON()` of a passkey that was made (WebAuthn Level 3, §5.1.8). */
export const passkeyMadeSchema = z.object({
  ...credential,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});
export type PasskeyMade = z.infer<typeof passkeyMadeSchema>;

/** The same of one that was used. */
export const passkeyUsedSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});
export type PasskeyUsed = z.infer<typeof passkeyUsedSchema>;

/** Answered with the number of the officer's passkeys. */
export const passkeyAdditionSchema = z.object({
  protocol: z.int(),
  nonce,
  made: passkeyMadeSchema,
});
export type PasskeyAddition = z.infer<typeof passkeyAdditionSchema>;
export const passkeyAddedSchema = z.object({ nonce, passkeys: z.int() });
export type PasskeyAdded = z.infer<typeof passkeyAddedSchema>;

/** Answered with a session of two factors, under a new token. */
export const passkeyProofSchema = z.object({ protocol: z.int(), nonce, used: passkeyUsedSchema });
export type PasskeyProof = z.infer<typeof passkeyProofSchema>;
