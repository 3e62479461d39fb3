import { hourMs, hourOf } from '#domain/board/counted.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import {
  hoursShown,
  type BoardUnitResponse,
  type UnitHour,
  type UnitTablet,
} from '#protocol/board-live.ts';
import type { HourTally } from '../../store/hour-tallies.ts';
import type { DeviceStanding } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import { oldestUnsentAtMs, readCityCounts, readRows } from './read-rows.ts';

/** One unit of the board, tablet by tablet and hour by hour. */
export const readUnit = async (
  ports: Pick<ServicePorts, 'store' | 'clock'>,
  { nonce, unitId }: { readonly nonce: string; readonly unitId: string },
): Promise<Result<BoardUnitResponse, 'unit/unknown'>> => {
  const { store, clock } = ports;
  const [row] = await readRows(ports, [unitId], await readCityCounts(ports));
  if (row === undefined) return fail('unit/unknown');
  const firstHour = hourOf(clock()) - (hoursShown - 1) * hourMs;
  const tallies = await store.listHours([unitId], firstHour);
  const waiting = await store.countWaitingByHour(unitId, firstHour);
  const hours = Array.from({ length: hoursShown }, (_, index) => {
    const hour = firstHour + index * hourMs;
    const own = tallies.filter((tally) => tally.hourMs === hour);
    return toHour(hour, own, waiting.get(hour) ?? 0);
  });
  return ok({
    nonce,
    serverTimeMs: clock(),
    row,
    tablets: await readTablets(ports, unitId),
    hours,
  });
};

const readTablets = async (
  { store }: Pick<ServicePorts, 'store'>,
  unitId: string,
): Promise<UnitTablet[]> => {
  const standings = await store.listStandings([unitId]);
  const counts = await store.countRecords([unitId]);
  const conflicts = await store.listOpenConflicts([unitId]);
  return standings.map((standing) => ({
    ...toTablet(standing),
    delivered: counts
      .filter(({ deviceId }) => deviceId === standing.deviceId)
      .reduce((sum, { records }) => sum + records, 0),
    conflicts: conflicts.filter(({ deviceId }) => deviceId === standing.deviceId).length,
  }));
};

const toTablet = (standing: DeviceStanding) => ({
  deviceId: standing.deviceId,
  name: standing.name,
  unsentRecords: standing.unsentRecords,
  unsentEntries: standing.unsentEntries,
  oldestUnsentAtMs: oldestUnsentAtMs(standing),
  lastContactAtMs: standing.lastContactAtMs,
  clockOffsetMs: standing.clockOffsetMs,
  app: standing.app,
  quarantined: standing.quarantined,
  skipped: standing.skipped,
  ended: standing.ending?.kind ?? null,
  told: standing.told,
});

const toHour = (hour: number, tallies: readonly HourTally[], waiting: number): UnitHour => {
  const verdicts: Record<string, number> = {};
  let paper = 0;
  let scan = 0;
  for (const { verdict, channel, records } of tallies) {
    verdicts[verdict] = (verdicts[verdict] ?? 0) + records;
    if (channel === 'paper') paper += records;
    else scan += records;
  }
  return { hourMs: hour, verdicts, paper, scan, waiting };
};
