import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,1024}$/);
const common = {
  /** Lower-case hex, as the header of what it signs names it. Two keys may have the same. */
  keyId: z.string().regex(/^([0-9a-f]{2}){1,32}$/),
  purpose: z.enum(['declaration', 'vaccine-pass']),
  /** Who signs with it, as the claim `iss` says it. */
  issuer: z.string().min(1).max(60),
  /** What it signed is believed when signed from here, Unix milliseconds … */
  notBeforeMs: z.int().min(0),
  /** … through here; null: still in use. What was signed before stays valid to its own end. */
  notAfterMs: z.int().min(0).nullable(),
  /** Taken back: nothing it ever signed is believed any more. */
  withdrawnAtMs: z.int().min(0).nullable(),
};

/** A public key of the trust list. One key serves one algorithm and one purpose, whatever a code claims. */
export const trustKeySchema = z.discriminatedUnion('algorithm', [
  z.strictObject({
    ...common,
    algorithm: z.literal('ES256'),
    jwk: z.strictObject({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: base64url,
      y: base64url,
    }),
  }),
  z.strictObject({
    ...common,
    algorithm: z.literal('PS256'),
    jwk: z.strictObject({ kty: z.literal('RSA'), n: base64url, e: base64url }),
  }),
]);
export type TrustKey = z.infer<typeof trustKeySchema>;

/** What tells one key from every other, whatever else becomes of it. */
export const trustKeyName = ({ purpose, algorithm, keyId, jwk }: TrustKey): string =>
  [purpose, algorithm, keyId, jwk.kty === 'EC' ? `${jwk.x}.${jwk.y}` : jwk.n].join(' ');

/** Checks one signature with one key. Resolves to false for a key or a signature that is none. */
export type VerifySignature = (
  key: Pick<TrustKey, 'algorithm' | 'jwk'>,
  data: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>;
