import { parseShiftId } from '#domain/shift/shift.ts';
import { useWords } from '../../i18n/use-words.ts';

const twoDigits = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export const ShiftTitle = ({ shiftId }: { shiftId: string }) => {
  const say = useWords();
  const shift = parseShiftId(shiftId);
  if (!shift) return <h1>{shiftId}</h1>;
  const [year, month, day] = shift.day.split('-');
  return (
    <h1>
      {say('shift.title', {
        number: shift.number,
        day: `${day}/${month}/${year}`,
        hours: `${twoDigits((shift.number - 1) * 6)}–${twoDigits(shift.number * 6)}`,
      })}
    </h1>
  );
};
