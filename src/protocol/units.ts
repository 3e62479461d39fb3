import { z } from 'zod';
import { roleSchema } from '#domain/officer/officer.ts';
import { unitStandSchema } from '#domain/unit/unit-stand.ts';
import { unitSchema, unitToSetSchema } from '#domain/unit/unit.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };

/** `POST /api/v1/units/set`: units as they are to be; those that are not named stay. All or nothing. */
export const unitsSetRequestSchema = z.strictObject({
  ...asked,
  units: z.array(unitToSetSchema).min(1).max(5000),
  /** Only tells what it would change. */
  isPreview: z.boolean(),
});

export const unitsSetResponseSchema = z.object({
  nonce: z.string(),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  same: z.int().min(0),
});
export type UnitsSetResponse = z.infer<typeof unitsSetResponseSchema>;

/** `POST /api/v1/units/about`: one unit with its people and tablets. */
export const unitAboutRequestSchema = z.strictObject({
  ...asked,
  unitId: z.string().min(1).max(40),
});

/** Where a patrol said it stands. */
export const unitStoodSchema = z.object({
  stand: unitStandSchema,
  /** Unix milliseconds, by the server's clock where the tablet knew it. */
  atMs: z.number(),
  officerId: z.string(),
});
export type UnitStood = z.infer<typeof unitStoodSchema>;

export const unitAboutResponseSchema = z.object({
  nonce: z.string(),
  serverTimeMs: z.number(),
  unit: unitSchema,
  members: z.array(
    z.object({
      officerId: z.string(),
      name: z.string(),
      role: roleSchema,
      isWholeCity: z.boolean(),
    }),
  ),
  tablets: z.array(
    z.object({
      deviceId: z.string(),
      name: z.string(),
      lastContactAtMs: z.number().nullable(),
      unsentRecords: z.int().min(0),
      isAtWork: z.boolean(),
    }),
  ),
  /** Null: it never said. */
  stood: unitStoodSchema.nullable(),
});
export type UnitAboutResponse = z.infer<typeof unitAboutResponseSchema>;
