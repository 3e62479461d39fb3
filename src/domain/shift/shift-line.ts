import { z } from 'zod';
import type { Entry } from '../log/entry.ts';
import { dutySigningSchema, handingOverSchema, shiftOpeningSchema } from './shift-data.ts';

const told = {
  entryId: z.uuid(),
  officer: z.string().max(40),
  /** Unix milliseconds by the clock of the tablet. */
  wallMs: z.int(),
  shiftId: z.string().min(1).max(80),
  /** Entries of the same sort about the shift that the author had seen. */
  basedOn: z.array(z.uuid()).max(50),
};

/** What an entry says of a shift: ids of officers, tablets and pads, so that every tablet of the unit may know it. */
export const shiftLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shift.opened'), ...told, data: shiftOpeningSchema }),
  z.object({ kind: z.literal('duty.signed'), ...told, data: dutySigningSchema }),
  z.object({
    kind: z.literal('shift.handed-over'),
    ...told,
    handOverId: z.uuid(),
    data: handingOverSchema,
  }),
]);
export type ShiftLine = z.infer<typeof shiftLineSchema>;
export type ShiftLineOf<Kind extends ShiftLine['kind']> = Extract<ShiftLine, { kind: Kind }>;

/** What an entry says of a shift; null: nothing. What closes one is told apart. */
export const entryToShiftLine = (entry: Entry): ShiftLine | null => {
  const { entryId, officer, shiftId, subjectId, basedOn = [] } = entry;
  const by = { entryId, officer, shiftId, basedOn, wallMs: entry.time.wall };
  switch (entry.kind) {
    case 'shift.opened':
      return { kind: entry.kind, ...by, data: entry.data };
    case 'duty.signed':
      return { kind: entry.kind, ...by, data: entry.data };
    case 'shift.handed-over':
      return { kind: entry.kind, ...by, handOverId: subjectId, data: entry.data };
    default:
      return null;
  }
};
