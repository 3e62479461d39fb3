import { z } from 'zod';

/** The public half of a P-256 key: a JWK (RFC 7517). */
const receiptKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().max(64),
  y: z.string().max(64),
  kid: z.string().max(64),
});
export type ReceiptKey = z.infer<typeof receiptKeySchema>;

/** `GET /api/v1/about`: who answers, and whether it is Chốt at all rather than a captive portal. */
export const aboutSchema = z.object({
  service: z.literal('chot'),
  protocol: z.number().int(),
  epoch: z.string(),
  serverTime: z.number().int(),
  /** A demonstration: invented officers, loopback only. */
  demo: z.boolean(),
  /** The key that receipts are signed with. */
  receiptKey: receiptKeySchema.optional(),
});
export type About = z.infer<typeof aboutSchema>;
