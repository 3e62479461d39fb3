import { z } from 'zod';
import { quarantinedCaseSchema } from '#domain/repair/quarantined-case.ts';
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
/** `POST /api/v1/settle/quarantine`: what the unit sent and the server could not take up. */
export const quarantineRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
});
export type QuarantineRequest = z.infer<typeof quarantineRequestSchema>;

export const quarantineResponseSchema = z.object({
  nonce: z.string(),
  /** Those that nobody settled first, the newest first. */
  cases: z.array(quarantinedCaseSchema),
  /** How many wait for a person to look at them, told or not. */
  open: z.int().min(0),
});
export type QuarantineResponse = z.infer<typeof quarantineResponseSchema>;

export type SettleDeskResponse = z.infer<typeof settleDeskResponseSchema>;
