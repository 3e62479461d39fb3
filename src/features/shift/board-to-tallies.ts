import type { TabletTally } from '#domain/shift/completeness.ts';
import type { ShiftClosing } from '#domain/shift/shift-closing.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { LogRow } from '../../store/rows.ts';

type BoardUnit = BoardResponse['units'][number];

const shownShifts = 8;

/**
 * The board's tablets as tallies of one shift. Of this tablet's own logs the queue is known better here
 * than by the server. A tablet reports its queue as a whole, so what waits counts for every open shift:
 * a shift is never called complete while anything at all is unsent.
 */
export const boardToTallies = (
  unit: BoardUnit,
  shiftId: string,
  ownLogs: readonly LogRow[],
): TabletTally[] => {
  const ownByLogId = new Map(ownLogs.map((log) => [log.logId, log]));
  return unit.tablets.map((tablet): TabletTally => {
    const own = tablet.logId === null ? undefined : ownByLogId.get(tablet.logId);
    return {
      logId: tablet.logId,
      deviceName: tablet.deviceName,
      delivered: tablet.recordsByShift[shiftId] ?? 0,
      unsentRecords: own ? own.recordsHead - own.recordsAcked : tablet.unsentRecords,
      unsentEntries: own ? own.head - own.ackedThrough : tablet.unsentEntries,
      lastContactAtMs: tablet.lastContactAtMs,
    };
  });
};

/** What the supervisor signs: per log, how far the server holds it and how many records of the shift. */
export const closingLogs = (unit: BoardUnit, shiftId: string): ShiftClosing['logs'] =>
  unit.tablets.flatMap((tablet) =>
    tablet.logId === null
      ? []
      : [
          {
            logId: tablet.logId,
            position: tablet.ackedThrough,
            digest: tablet.digest,
            records: tablet.recordsByShift[shiftId] ?? 0,
          },
        ],
  );

/** The current shift and the earlier ones that were not closed, newest first. */
export const openShiftIds = (unit: BoardUnit, currentId: string): string[] => {
  const closed = new Set(unit.closedShifts.map((shift) => shift.shiftId));
  const known = unit.tablets.flatMap((tablet) => Object.keys(tablet.recordsByShift));
  return [...new Set([currentId, ...known.filter((id) => !closed.has(id))])]
    .toSorted()
    .toReversed()
    .slice(0, shownShifts);
};
