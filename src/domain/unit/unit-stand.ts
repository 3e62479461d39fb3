import { z } from 'zod';
import { positionSchema } from './position.ts';

/** Where a patrol stands now: measured with leave of its officer, or said in words; at least one. */
export const unitStandSchema = z
  .strictObject({
    position: positionSchema.optional(),
    /** Metres, as the tablet reckons it. */
    accuracyM: z.int().min(0).max(100_000).optional(),
    place: z.string().trim().min(1).max(160).optional(),
  })
  .refine(({ position, place }) => position !== undefined || place !== undefined);
export type UnitStand = z.infer<typeof unitStandSchema>;
