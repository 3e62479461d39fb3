import { z } from 'zod';
import { unitSchema } from '#domain/unit/unit.ts';

/** `GET /api/v1/units`: the units a tablet can be enrolled to. Public knowledge, no credential. */
export const unitsResponseSchema = z.object({ units: z.array(unitSchema) });
export type UnitsResponse = z.infer<typeof unitsResponseSchema>;

/** `POST /api/v1/enrol`. */
export const enrolRequestSchema = z.strictObject({
  protocol: z.number().int(),
  nonce: z.string().min(8).max(64),
  /**
   * Minted by the tablet before it asks, and the same until it has an answer: an enrolment whose answer
   * was lost leaves no second tablet behind.
   */
  deviceId: z.uuid(),
  code: z.string().min(1).max(40),
  unitId: z.string().min(1).max(40),
  /** What officers call this tablet: "Máy 1", "Làn 2". */
  deviceName: z.string().trim().min(1).max(40),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const enrolResponseSchema = z.object({
  nonce: z.string(),
  deviceId: z.uuid(),
  /** Sent as `Authorization: Bearer …` on push, pull and board. Shown once, kept hashed by the server. */
  deviceToken: z.string().min(32),
  unit: unitSchema,
});
export type EnrolResponse = z.infer<typeof enrolResponseSchema>;
