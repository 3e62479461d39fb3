import type { BoardResponse, BoardTablet } from '#protocol/board.ts';
import type { DeviceStanding, RecordCount, StoreReader } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';

/**
 * Every unit that has tablets, or one of them: how far each tablet is, and which shifts were closed.
 * @param only undefined: all
 */
export const readBoard = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  only?: string,
): Promise<BoardResponse> => {
  const some = only === undefined ? undefined : [only];
  const units = await store.listUnits();
  const standingsByUnit = Map.groupBy(await store.listStandings(some), ({ unitId }) => unitId);
  const countsByDevice = Map.groupBy(await store.countRecords(some), ({ deviceId }) => deviceId);
  const closingsByUnit = Map.groupBy(await latestClosings(store, only), ({ unitId }) => unitId);
  return {
    serverTime: clock(),
    units: units.flatMap((unit) => {
      const standings = standingsByUnit.get(unit.unitId);
      if (!standings) return [];
      return {
        unit,
        tablets: standings.map((standing) =>
          standingToTablet(standing, countsByDevice.get(standing.deviceId) ?? []),
        ),
        closedShifts: (closingsByUnit.get(unit.unitId) ?? []).map(
          ({ shiftId, officer, wallMs, records }) => ({ shiftId, officer, wallMs, records }),
        ),
      };
    }),
  };
};

/** A later position of the same log replaces the earlier closing; two logs give two. */
const latestClosings = async (store: StoreReader, unitId: string | undefined) => {
  const closings = await store.listClosings(unitId);
  const latest = new Map(
    closings.map((closing) => [`${closing.logId} ${closing.shiftId}`, closing]),
  );
  return [...latest.values()];
};

const standingToTablet = (
  standing: DeviceStanding,
  counts: readonly RecordCount[],
): BoardTablet => ({
  deviceId: standing.deviceId,
  deviceName: standing.name,
  logId: standing.logId,
  ackedThrough: standing.ackedThrough,
  digest: standing.digest,
  unsentEntries: standing.unsentEntries,
  unsentRecords: standing.unsentRecords,
  oldestUnsentWallMs: standing.oldestUnsentWallMs,
  lastContactAtMs: standing.lastContactAtMs,
  app: standing.app,
  recordsByShift: Object.fromEntries(counts.map(({ shiftId, records }) => [shiftId, records])),
  quarantined: standing.quarantined,
  skipped: standing.skipped,
  alertsAhead: standing.alertsAhead,
  incidents: [...standing.incidents],
  ended: standing.ending && { kind: standing.ending.kind, atMs: standing.ending.endedAtMs },
  certificate: standing.certificate,
  clockOffsetMs: standing.clockOffsetMs,
  told: standing.told,
});
