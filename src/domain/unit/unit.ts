import { z } from 'zod';

/** A city checkpoint, district checkpoint or patrol team. */
export const unitSchema = z.object({
  unitId: z.string().min(1).max(40),
  kind: z.enum(['city-checkpoint', 'district-checkpoint', 'patrol-team']),
  name: z.string().min(1).max(120),
  district: z.string().max(60),
  /** The neighbouring province the road leads to. */
  facing: z.string().max(60),
});
export type Unit = z.infer<typeof unitSchema>;
