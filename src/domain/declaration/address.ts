import { z } from 'zod';

/**
 * A place in one of the two systems of units, or as it was written.
 * A bare code is ambiguous (24 was Bắc Giang, is Bắc Ninh), so `unitSet` always goes with it.
 * `text`: what a card or a sheet says, not yet tied to a ward.
 */
export const addressSchema = z.discriminatedUnion('unitSet', [
  z.strictObject({
    unitSet: z.literal('2025'),
    provinceCode: z.string().regex(/^\d{2}$/),
    wardCode: z.string().regex(/^\d{5}$/),
    detail: z.string().max(120),
  }),
  z.strictObject({ unitSet: z.literal('text'), detail: z.string().min(1).max(200) }),
]);
export type Address = z.infer<typeof addressSchema>;
