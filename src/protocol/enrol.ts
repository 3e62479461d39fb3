import { z } from 'zod';
import { unitSchema } from '#domain/unit/unit.ts';
import { deviceKeySchema } from './device-key.ts';

/** `GET /api/v1/units`: the units a tablet can be enrolled to. Public knowledge, no credential. */
export const unitsResponseSchema = z.object({ units: z.array(unitSchema) });
export type UnitsResponse = z.infer<typeof unitsResponseSchema>;

/** `GET /api/v1/units/<id>`: one of them, for a telephone that comes from its poster. */
export const unitResponseSchema = z.object({ unit: unitSchema });
export type UnitResponse = z.infer<typeof unitResponseSchema>;

/** Version 2 of `POST /api/v1/enrol`, from a page that has no key yet: it is given a token. */
export const enrolRequestV2Schema = z.strictObject({
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
export type EnrolRequestV2 = z.infer<typeof enrolRequestV2Schema>;

/** `POST /api/v1/enrol`, signed by the very key that it makes known (`request-signature.ts`). */
export const enrolRequestSchema = enrolRequestV2Schema.extend({ key: deviceKeySchema });
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const enrolResponseSchema = z.object({
  nonce: z.string(),
  deviceId: z.uuid(),
  /** Version 2 only. Sent as `Authorization: Bearer …`; shown once, kept hashed by the server. */
  deviceToken: z.string().min(32).optional(),
  unit: unitSchema,
});
export type EnrolResponse = z.infer<typeof enrolResponseSchema>;
