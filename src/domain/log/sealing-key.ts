import { z } from 'zod';

/** Lower-case hex of the first 8 bytes of SHA-256 over the uncompressed public point (SEC 1 §2.3.3). */
const keyIdSchema = z.string().regex(/^[0-9a-f]{16}$/);

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A public P-256 key (RFC 7517) that tablets seal entries to. */
export const sealingKeySchema = z.object({
  keyId: keyIdSchema,
  /** When the server made it, Unix milliseconds; the newest one is used. */
  madeAtMs: z.number().int(),
  jwk: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
});
export type SealingKey = z.infer<typeof sealingKeySchema>;
