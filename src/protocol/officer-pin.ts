import { z } from 'zod';
import { officerSchema } from '#domain/officer/officer.ts';
import { pinChangeSchema } from '#domain/officer/pin-change.ts';

/** `POST /api/v1/officer-pin`: an officer of the tablet's unit has chosen another PIN. */
export const officerPinRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  change: pinChangeSchema,
  /** See `pin-change.ts`. */
  proof: z.string().regex(/^[0-9a-f]{64}$/),
});
export type OfficerPinRequest = z.infer<typeof officerPinRequestSchema>;

export const officerPinResponseSchema = z.object({
  nonce: z.string(),
  /** What stands now, whether the change was taken or not; null: the officer is gone. */
  officer: officerSchema.nullable(),
});
export type OfficerPinResponse = z.infer<typeof officerPinResponseSchema>;
