import { foldShift, shiftToSubjectId, type ShiftFacts } from '#domain/shift/fold-shift.ts';
import { entryToShiftLine } from '#domain/shift/shift-line.ts';
import type { Shift } from '#domain/shift/shift.ts';
import type { ServicePorts } from '../service-ports.ts';
import { openEntries } from './read-window.ts';

/** What a tablet sends before its shift begins, by a clock that is wrong. */
const earlyMs = 2 * 3_600_000;

/** What the server knows was said of a shift, by whichever tablet of the unit. */
export const readFacts = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  unitId: string,
  { shiftId, startsAtMs }: Shift,
): Promise<ShiftFacts> => {
  const about = await ports.store.listAbout(unitId, [shiftToSubjectId(shiftId)]);
  const said = about.filter(({ kind, status }) => kind === 'shift.opened' && status === 'applied');
  // Each hand-over is a subject of its own.
  const handedOver = await ports.store.listEntries({
    unitId,
    status: 'applied',
    kind: 'shift.handed-over',
    receivedSinceMs: startsAtMs - earlyMs,
  });
  const opened = await openEntries(ports, [...said, ...handedOver]);
  return foldShift(
    shiftId,
    opened.flatMap(({ entry }) => entryToShiftLine(entry) ?? []),
  );
};
