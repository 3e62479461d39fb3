import { z } from 'zod';
import { positionSchema } from './position.ts';

export const unitKinds = ['city-checkpoint', 'district-checkpoint', 'patrol-team'] as const;
export type UnitKind = (typeof unitKinds)[number];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A city checkpoint, district checkpoint or patrol team. What is optional was not noted before. */
export const unitSchema = z.object({
  unitId: z.string().min(1).max(40),
  kind: z.enum(unitKinds),
  name: z.string().min(1).max(120),
  district: z.string().max(60),
  /** The neighbouring province the road leads to. */
  facing: z.string().max(60),
  /** Who leads it: police, health, army, a ward. */
  agency: z.string().min(1).max(120).optional(),
  lanes: z.int().min(1).max(20).optional(),
  /** By the clock of Vietnam; over midnight where it closes before it opens. Absent: day and night. */
  hours: z.object({ from: clockTime, until: clockTime }).optional(),
  /** Where a post stands that does not move. */
  position: positionSchema.optional(),
});
export type Unit = z.infer<typeof unitSchema>;

/** What everybody may know of a unit: enough to choose it when a tablet is enrolled. */
export const publicUnitOf = ({ unitId, kind, name, district, facing }: Unit): Unit => ({
  unitId,
  kind,
  name,
  district,
  facing,
});

/** A unit as an administrator may set it: its id is part of feeds, addresses and file names. */
export const unitToSetSchema = z.strictObject({
  ...unitSchema.shape,
  unitId: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
});
