import { z } from 'zod';

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** The public half of a tablet's own key: P-256 as a JWK (RFC 7517). */
export const deviceKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
export type DeviceKey = z.infer<typeof deviceKeySchema>;

/**
 * `POST /api/v1/device-key`: a tablet that was enrolled before tablets had keys makes its own known, with
 * its token and signed by that key. From then on the token is refused.
 */
export const deviceKeyRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  key: deviceKeySchema,
});
export type DeviceKeyRequest = z.infer<typeof deviceKeyRequestSchema>;

export const deviceKeyResponseSchema = z.object({ nonce: z.string(), deviceId: z.uuid() });
export type DeviceKeyResponse = z.infer<typeof deviceKeyResponseSchema>;
