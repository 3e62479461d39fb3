import type { StatedLog } from '#domain/shift/shift-statement.ts';
import type { Shift } from '#domain/shift/shift.ts';
import type { StoreReader } from '../../store/store.ts';
import type { OpenedEntry } from './read-window.ts';

/** The logs that bear something of a shift, and those that the unit's tablets write now. */
export const readLogs = async (
  store: StoreReader,
  unitId: string,
  material: readonly OpenedEntry[],
  { shiftId, startsAtMs }: Pick<Shift, 'shiftId' | 'startsAtMs'>,
): Promise<StatedLog[]> => {
  const known = await store.listUnitLogs(unitId);
  const ofShift = material.filter(({ entry }) => entry.shiftId === shiftId);
  const recordsByLog = new Map<string, number>();
  for (const { entry, stored } of ofShift) {
    const more = entry.kind === 'crossing.recorded' ? 1 : 0;
    recordsByLog.set(stored.logId, (recordsByLog.get(stored.logId) ?? 0) + more);
  }
  const lost = await store.listEntries({
    unitId,
    status: 'skipped',
    receivedSinceMs: startsAtMs,
  });
  const logs: StatedLog[] = [];
  for (const { logId, deviceId, deviceName, isCurrent } of known) {
    if (!isCurrent && !recordsByLog.has(logId)) continue;
    const held = await store.findLog({ unitId, logId });
    if (held === null) continue;
    logs.push({
      logId,
      deviceId,
      deviceName,
      position: held.ackedThrough,
      digest: held.digest,
      records: recordsByLog.get(logId) ?? 0,
      lost: toStretches(
        lost.filter((entry) => entry.logId === logId).map(({ position }) => position),
      ),
    });
  }
  return logs;
};

const toStretches = (positions: readonly number[]): StatedLog['lost'] => {
  const stretches: { from: number; through: number }[] = [];
  for (const position of positions) {
    const last = stretches.at(-1);
    if (last !== undefined && last.through === position - 1) last.through = position;
    else stretches.push({ from: position, through: position });
  }
  return stretches;
};
