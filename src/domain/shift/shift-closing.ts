import { z } from 'zod';

/** What a supervisor signs at the end of a shift: per log, how far it is delivered and how many records it holds. */
export const shiftClosingSchema = z.strictObject({
  shiftId: z.string().min(1).max(80),
  records: z.number().int().min(0),
  logs: z
    .array(
      z.strictObject({
        logId: z.uuid(),
        /** Position acknowledged by the server when the shift was closed. */
        position: z.number().int().min(0),
        /** Chain digest at `position`, lower-case hex. */
        digest: z.string().regex(/^[0-9a-f]{64}$/),
        records: z.number().int().min(0),
      }),
    )
    .max(200),
});
export type ShiftClosing = z.infer<typeof shiftClosingSchema>;

/** A closing with who signed it and when, by the clock of the tablet. */
export type ClosedShift = ShiftClosing & { officer: string; wallMs: number };
