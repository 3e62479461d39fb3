import { z } from 'zod';
import { settleDeskSchema } from '#domain/settle/desk.ts';

/** `POST /api/v1/settle/desk`: what waits for a supervisor among all that the unit sent. Unix milliseconds. */
export const settleDeskRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  /** Crossings from then on; at most 31 days back. */
  fromMs: z.int(),
});
export type SettleDeskRequest = z.infer<typeof settleDeskRequestSchema>;

export const settleDeskResponseSchema = settleDeskSchema.extend({ nonce: z.string() });
export type SettleDeskResponse = z.infer<typeof settleDeskResponseSchema>;
