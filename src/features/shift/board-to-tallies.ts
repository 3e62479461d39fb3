import type { TabletTally } from '#domain/shift/completeness.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { LogRow } from '../../store/rows.ts';

type BoardUnit = BoardResponse['units'][number];

const shownShifts = 8;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What this tablet holds beyond the server's last word; a log in trouble proves nothing. */
const ownQueue = (logs: readonly LogRow[]) => ({
  records: sum(logs.map((log) => log.recordsHead - log.recordsAcked)),
  entries: sum(logs.map((log) => log.head - log.ackedThrough + (log.trouble ? 1 : 0))),
});

/**
 * The board's tablets as tallies of one shift. This tablet knows its own queue better than the server
 * does, over all lives of its log; the larger of the two words counts.
 * A tablet reports its queue as a whole, so what waits counts for every open shift:
 * a shift is never called complete while anything at all is unsent. What a tablet took along that works no more
 * is missing in the shift in which it ended, and in no later one.
 */
export const boardToTallies = (
  unit: BoardUnit,
  shiftId: string,
  own: { readonly deviceId: string; readonly logs: readonly LogRow[] },
): TabletTally[] => {
  const queue = ownQueue(own.logs);
  const startsAtMs = parseShiftId(shiftId)?.startsAtMs ?? 0;
  return unit.tablets.flatMap((tablet): TabletTally[] => {
    const isOwn = tablet.deviceId === own.deviceId;
    const delivered = tablet.recordsByShift[shiftId] ?? 0;
    const tally = {
      logId: tablet.logId,
      deviceName: tablet.deviceName,
      delivered,
      unsentRecords: Math.max(tablet.unsentRecords, isOwn ? queue.records : 0),
      unsentEntries: Math.max(tablet.unsentEntries, isOwn ? queue.entries : 0),
      quarantined: tablet.quarantined,
      lastContactAtMs: tablet.lastContactAtMs,
      isProven: tablet.ackedThrough === 0 || tablet.certificate?.count === tablet.ackedThrough,
      ended: tablet.ended?.kind ?? null,
    };
    if (tablet.ended === null || tablet.ended.atMs >= startsAtMs) return [tally];
    return delivered === 0 ? [] : [{ ...tally, unsentRecords: 0, unsentEntries: 0 }];
  });
};

/** The current shift and the earlier ones that were not closed, newest first. */
export const openShiftIds = (unit: BoardUnit, currentId: string): string[] => {
  const closed = new Set(unit.closedShifts.map((shift) => shift.shiftId));
  const known = unit.tablets.flatMap((tablet) => Object.keys(tablet.recordsByShift));
  return [...new Set([currentId, ...known.filter((id) => !closed.has(id))])]
    .toSorted()
    .toReversed()
    .slice(0, shownShifts);
};
