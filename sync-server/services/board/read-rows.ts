import { hourMs, hourOf } from '#domain/board/counted.ts';
import type { Unit } from '#domain/unit/unit.ts';
import { hoursShown, type BoardRow } from '#protocol/board-live.ts';
import type { DeviceStanding } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Counts that are read for all units at once, however few rows are asked for. */
export type CityCounts = {
  readonly referrals: ReadonlyMap<string, number>;
  readonly waiting: ReadonlyMap<string, number>;
};

export const readCityCounts = async ({
  store,
}: Pick<ServicePorts, 'store'>): Promise<CityCounts> => ({
  referrals: await store.countOpenReferrals(),
  waiting: await store.countWaitingByUnit(),
});

/** When it was kept, by the server's clock. */
export const oldestUnsentAtMs = (standing: DeviceStanding): number | null => {
  const { oldestUnsentWallMs: wallMs, clockOffsetMs } = standing;
  return wallMs === null ? null : wallMs + (clockOffsetMs ?? 0);
};

/** @param unitIds the units asked for; null: all that have tablets */
export const readRows = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  unitIds: readonly string[] | null,
  city: CityCounts,
): Promise<BoardRow[]> => {
  const lastHour = hourOf(clock());
  const firstHour = lastHour - (hoursShown - 1) * hourMs;
  const some = unitIds === null ? undefined : unitIds;
  const [units, allStandings, allCounts, allHours, allConflicts] = await Promise.all([
    store.listUnits(),
    store.listStandings(some),
    store.countRecords(some),
    store.sumHours(unitIds, firstHour),
    store.listOpenConflicts(unitIds),
  ]);
  const standings = Map.groupBy(allStandings, ({ unitId }) => unitId);
  const counts = Map.groupBy(allCounts, ({ deviceId }) => deviceId);
  const hours = Map.groupBy(allHours, ({ unitId }) => unitId);
  const conflicts = Map.groupBy(allConflicts, ({ unitId }) => unitId);
  return units.flatMap((unit) => {
    const own = standings.get(unit.unitId);
    if (own === undefined) return [];
    const crossings = Array.from({ length: hoursShown }, () => 0);
    for (const tally of hours.get(unit.unitId) ?? []) {
      const index = (tally.hourMs - firstHour) / hourMs;
      if (index < hoursShown) crossings[index] = (crossings[index] ?? 0) + tally.records;
    }
    const delivered = own.flatMap(({ deviceId }) => counts.get(deviceId) ?? []);
    return {
      ...standingOf(unit, own),
      delivered: sum(delivered, ({ records }) => records),
      conflicts: conflicts.get(unit.unitId)?.length ?? 0,
      openReferrals: city.referrals.get(unit.unitId) ?? 0,
      waiting: city.waiting.get(unit.unitId) ?? 0,
      hourMs: lastHour,
      hours: crossings,
    };
  });
};

const standingOf = ({ unitId, name, kind }: Unit, own: readonly DeviceStanding[]) => {
  const atWork = own.filter(({ ending }) => ending === null);
  const oldest = atWork.map(oldestUnsentAtMs).filter((ms) => ms !== null);
  return {
    unitId,
    name,
    kind,
    tablets: atWork.map(({ lastContactAtMs, unsentRecords }): [number | null, number] => [
      lastContactAtMs,
      unsentRecords,
    ]),
    unsent: sum(atWork, ({ unsentRecords }) => unsentRecords),
    oldestUnsentAtMs: oldest.length === 0 ? null : Math.min(...oldest),
    drafts: sum(atWork, ({ told }) => told?.drafts ?? 0),
    quarantined: sum(own, ({ quarantined }) => quarantined),
  };
};

const sum = <One>(all: readonly One[], valueOf: (one: One) => number): number =>
  all.reduce((total, one) => total + valueOf(one), 0);
