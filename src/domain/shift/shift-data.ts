import { z } from 'zod';

const shiftId = z.string().min(1).max(80);
const officerId = z.string().min(1).max(40);

/** What a supervisor says of a shift at its beginning, or anew when it changed: who, with what. */
export const shiftOpeningSchema = z.strictObject({
  shiftId,
  /** Who is meant to be on duty. */
  officers: z.array(officerId).max(60),
  /** Which tablets work, and in which lane; null: at a table. */
  tablets: z
    .array(z.strictObject({ deviceId: z.uuid(), lane: z.int().min(1).max(20).nullable() }))
    .max(60),
  /** Pads of paper sheets that belong to the shift. */
  pads: z.array(z.uuid()).max(60),
});
export type ShiftOpening = z.infer<typeof shiftOpeningSchema>;

/** An officer comes on duty or leaves it. The entry's own officer says it, of themselves or of another. */
export const dutySigningSchema = z.strictObject({
  shiftId,
  officer: officerId,
  to: z.enum(['on', 'off']),
});

/**
 * One signature of two: who gives a shift into other hands, or who takes it. Both bear the same subject, and
 * each was made by the officer of its entry with the PIN, on the tablet, at that moment.
 */
export const handingOverSchema = z.strictObject({
  shiftId,
  side: z.enum(['gives', 'takes']),
  /** Who signs the other half. */
  with: officerId,
  /** The shift it is taken over into; the same one when the supervisor changes within it. */
  into: shiftId,
});
