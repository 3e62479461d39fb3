import type { Kysely, Selectable } from 'kysely';
import type { DeviceStanding } from './store.ts';
import type { Tables } from './tables.ts';

type Log = Selectable<Tables['logs']>;

export const listStandings = async (db: Kysely<Tables>): Promise<DeviceStanding[]> => {
  const devices = await db
    .selectFrom('devices')
    .selectAll()
    .orderBy('enrolled_at')
    .orderBy('device_id')
    .execute();
  const logs = await db.selectFrom('logs').selectAll().execute();
  const logsByDevice = Map.groupBy(logs, (log) => log.device_id);
  const quarantinedByLog = await countQuarantined(db);
  return devices.map((device): DeviceStanding => {
    const own = logsByDevice.get(device.device_id) ?? [];
    const current = own.find((log) => log.log_id === device.current_log_id);
    const waiting = own.filter((log) => log.forked === 0 || log === current);
    return {
      deviceId: device.device_id,
      unitId: device.unit_id,
      name: device.name,
      logId: device.current_log_id,
      ackedThrough: current?.acked_through ?? 0,
      digest: current?.digest ?? '',
      unsentEntries: sum(waiting, (log) => log.reported_depth),
      unsentRecords: sum(waiting, (log) => log.reported_records),
      oldestUnsentWallMs: oldestOf(waiting),
      lastContactAtMs: device.last_contact_at,
      app: device.app,
      quarantined: sum(own, (log) => quarantinedByLog.get(log.log_id) ?? 0),
    };
  });
};

const countQuarantined = async (db: Kysely<Tables>): Promise<Map<string, number>> => {
  const counts = await db
    .selectFrom('entries')
    .select(['log_id', (select) => select.fn.countAll<number>().as('quarantined')])
    .where('status', '=', 'quarantined')
    .groupBy(['unit_id', 'log_id'])
    .execute();
  return new Map(counts.map((row) => [row.log_id, row.quarantined]));
};

const sum = (logs: readonly Log[], valueOf: (log: Log) => number): number =>
  logs.reduce((total, log) => total + valueOf(log), 0);

const oldestOf = (logs: readonly Log[]): number | null =>
  logs.reduce<number | null>((oldest, log) => {
    const wallMs = log.reported_oldest_wall_ms;
    return wallMs !== null && (oldest === null || wallMs < oldest) ? wallMs : oldest;
  }, null);
