import { z } from 'zod';

/** `GET /api/v1/about`: who answers, and whether it is Chốt at all rather than a captive portal. */
export const aboutSchema = z.object({
  service: z.literal('chot'),
  protocol: z.number().int(),
  epoch: z.string(),
  serverTime: z.number().int(),
  /** A demonstration: invented officers, loopback only. */
  demo: z.boolean(),
});
export type About = z.infer<typeof aboutSchema>;
