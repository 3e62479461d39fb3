import { parseShiftId } from '#domain/shift/shift.ts';
import { judgeStanding, type KnownOfShift } from '#domain/shift/shift-standing.ts';
import type { BoardResponse } from '#protocol/board.ts';

type BoardUnit = Pick<BoardResponse['units'][number], 'closedShifts' | 'tablets'>;

/**
 * Those of the shifts in which something happened and that nobody closed, in the order they are given [SHIFT-11].
 * @param here what this tablet knows of them: what it signed itself may not have reached the server
 */
export const findForgotten = (
  shiftIds: readonly string[],
  unit: BoardUnit,
  here: ReadonlyMap<string, KnownOfShift>,
  nowMs: number,
): string[] =>
  shiftIds.filter((shiftId) => {
    const shift = parseShiftId(shiftId);
    const known = here.get(shiftId);
    if (shift === null || known === undefined) return false;
    const told = unit.closedShifts.find((closed) => closed.shiftId === shiftId);
    const isDelivered = unit.tablets.some((tablet) => (tablet.recordsByShift[shiftId] ?? 0) > 0);
    const both = {
      isUsed: known.isUsed === true || isDelivered,
      closedAtMs: known.closedAtMs ?? told?.wallMs ?? null,
    };
    return judgeStanding(shift, both, nowMs).state === 'closed-by-rule';
  });
