import { z } from 'zod';

/** How a set of rules travels. */
export const ruleSetNoticeSchema = z.strictObject({
  /** To know it by, should the rest not be readable yet. */
  number: z.int().min(1),
  /** A compact JWS (RFC 7515), ES256, by the key of `about.receiptKey`; its payload `{ ruleSet }`. */
  signed: z.string().max(200_000),
});
export type RuleSetNotice = z.infer<typeof ruleSetNoticeSchema>;
