import { parseShiftId, shiftHours } from '#domain/shift/shift.ts';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import type { Say } from '../../i18n/use-words.ts';

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** "Ca 2 ngày 14/07/2021, 06:00–12:00" */
export const shiftWords = (say: Say, shiftId: string): string => {
  const shift = parseShiftId(shiftId);
  if (!shift) return shiftId;
  const ends = shift.number * shiftHours;
  return say('shift.title', {
    number: shift.number,
    day: formatPartialDay(shift.day),
    hours: `${clock(ends - shiftHours)}–${clock(ends)}`,
  });
};
