import { z } from 'zod';

/** Degrees (WGS 84), five decimals: a metre. Vietnam with its sea. */
export const positionSchema = z.object({
  lat: z.number().min(7).max(24),
  lon: z.number().min(101).max(118),
});
export type Position = z.infer<typeof positionSchema>;

/** To five decimals; null: it is not in Vietnam, and nobody means it. */
export const toPosition = (lat: number, lon: number): Position | null => {
  const rounded = { lat: Number(lat.toFixed(5)), lon: Number(lon.toFixed(5)) };
  const read = positionSchema.safeParse(rounded);
  return read.success ? read.data : null;
};
