import { z } from 'zod';

/** `GET /api/v1/about`: who answers, and whether it is Chốt at all rather than a captive portal. */
export const aboutSchema = z.object({
  service: z.literal('chot'),
  protocol: z.number().int(),
  epoch: z.string(),
  serverTime: z.number().int(),
  /** A demonstration: invented officers, loopback only. */
  demo: z.boolean(),
  /** The key that receipts are signed with: a public JWK (RFC 7517), P-256. */
  receiptKey: z
    .object({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: z.string().max(64),
      y: z.string().max(64),
      kid: z.string().max(64),
    })
    .optional(),
});
export type About = z.infer<typeof aboutSchema>;
