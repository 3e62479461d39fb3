import { sql, type Kysely, type Selectable } from 'kysely';
import { tabletStateSchema, type TabletState } from '#domain/board/tablet-state.ts';
import { incidentSchema, type Incident } from '#domain/log/incident.ts';
import type { DeviceEnding } from './device.ts';
import { sqlDeviceReader } from './sql-devices.ts';
import type { DeviceStanding } from './store.ts';
import type { Tables } from './tables.ts';

type Log = Pick<
  Selectable<Tables['logs']>,
  | 'unit_id'
  | 'log_id'
  | 'device_id'
  | 'acked_through'
  | 'digest'
  | 'reported_depth'
  | 'reported_records'
  | 'reported_oldest_wall_ms'
  | 'forked'
> & { quarantined: number | null; skipped: number | null };

/** Of all units, or of these. */
type Units = readonly string[] | undefined;

export const listStandings = async (
  db: Kysely<Tables>,
  units?: Units,
): Promise<DeviceStanding[]> => {
  if (units?.length === 0) return [];
  const devices = await db
    .selectFrom('devices')
    .selectAll()
    .$if(units !== undefined, (query) => query.where('unit_id', 'in', units ?? []))
    .orderBy('enrolled_at')
    .orderBy('device_id')
    .execute();
  const logsByDevice = Map.groupBy(await listLogs(db, units), (log) => log.device_id);
  const alertsByDevice = await countAlertsAhead(db, units);
  const incidentsByDevice = await latestIncidents(db, units);
  const certificateByLog = await listCertificates(db, units);
  const endingByDevice = await listEndings(db);
  const settledByLog = await countSettledQuarantine(db, units);
  return devices.map((device): DeviceStanding => {
    const own = logsByDevice.get(device.device_id) ?? [];
    const current = own.find((log) => log.log_id === device.current_log_id);
    const waiting = own.filter((log) => log.forked === 0 || log === current);
    return {
      deviceId: device.device_id,
      unitId: device.unit_id,
      name: device.name,
      ending: endingByDevice.get(device.device_id) ?? null,
      logId: device.current_log_id,
      ackedThrough: current?.acked_through ?? 0,
      digest: current?.digest ?? '',
      unsentEntries: sum(waiting, (log) => log.reported_depth),
      unsentRecords: sum(waiting, (log) => log.reported_records),
      oldestUnsentWallMs: oldestOf(waiting),
      lastContactAtMs: device.last_contact_at,
      app: device.app,
      quarantined: sum(
        own,
        (log) => (log.quarantined ?? 0) - (settledByLog.get(`${log.unit_id} ${log.log_id}`) ?? 0),
      ),
      skipped: sum(own, (log) => log.skipped ?? 0),
      alertsAhead: alertsByDevice.get(device.device_id) ?? 0,
      incidents: incidentsByDevice.get(device.device_id) ?? [],
      certificate: certificateByLog.get(`${device.unit_id} ${device.current_log_id}`) ?? null,
      clockOffsetMs: device.clock_offset_ms,
      told: readTold(device.told),
    };
  });
};

/**
 * Entries in quarantine that somebody repaired or set aside, by unit and log: they wait for nobody. One of
 * which that was ever taken back counts as waiting; the repair desk, which reads them, knows better.
 */
const countSettledQuarantine = async (
  db: Kysely<Tables>,
  units: Units,
): Promise<Map<string, number>> => {
  const about = (kind: string) =>
    db
      .selectFrom('entries as said')
      .select('said.entry_id')
      .where('said.unit_id', '=', sql.ref<string>('kept.unit_id'))
      .where('said.subject_id', '=', sql.ref<string>('kept.entry_id'))
      .where('said.kind', '=', kind)
      .where('said.status', '=', 'applied');
  const rows = await db
    .selectFrom('entries as kept')
    .select(['kept.unit_id', 'kept.log_id', (select) => select.fn.countAll<number>().as('settled')])
    .where('kept.status', '=', sql.lit('quarantined'))
    .$if(units !== undefined, (query) => query.where('kept.unit_id', 'in', units ?? []))
    .where((where) => where.exists(about('quarantine.settled')))
    .where((where) => where.not(where.exists(about('settling.taken-back'))))
    .groupBy(['kept.unit_id', 'kept.log_id'])
    .execute();
  return new Map(rows.map((row) => [`${row.unit_id} ${row.log_id}`, row.settled]));
};

const listEndings = async (db: Kysely<Tables>): Promise<Map<string, DeviceEnding | null>> => {
  const ended = (await sqlDeviceReader(db).listDevices()).filter(({ ending }) => ending !== null);
  return new Map(ended.map(({ deviceId, ending }) => [deviceId, ending]));
};

const listLogs = (db: Kysely<Tables>, units: Units): Promise<Log[]> =>
  db
    .selectFrom('logs')
    .leftJoin('log_tallies', (join) =>
      join
        .onRef('log_tallies.unit_id', '=', 'logs.unit_id')
        .onRef('log_tallies.log_id', '=', 'logs.log_id'),
    )
    .select([
      'logs.unit_id',
      'logs.log_id',
      'logs.device_id',
      'logs.acked_through',
      'logs.digest',
      'logs.reported_depth',
      'logs.reported_records',
      'logs.reported_oldest_wall_ms',
      'logs.forked',
      'log_tallies.quarantined',
      'log_tallies.skipped',
    ])
    .$if(units !== undefined, (query) => query.where('logs.unit_id', 'in', units ?? []))
    .execute();

const countAlertsAhead = async (db: Kysely<Tables>, units: Units): Promise<Map<string, number>> => {
  const counts = await db
    .selectFrom('alerts')
    .select(['device_id', (select) => select.fn.countAll<number>().as('ahead')])
    .where('settled', '=', 0)
    .$if(units !== undefined, (query) => query.where('unit_id', 'in', units ?? []))
    .groupBy('device_id')
    .execute();
  return new Map(counts.map((row) => [row.device_id, row.ahead]));
};

/** Incidents of one tablet that the board shows. */
const incidentsShown = 20;

const latestIncidents = async (
  db: Kysely<Tables>,
  units: Units,
): Promise<Map<string, Incident[]>> => {
  const ranked = db
    .selectFrom('incidents')
    .selectAll()
    .$if(units !== undefined, (query) => query.where('unit_id', 'in', units ?? []))
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((over) =>
          over
            .partitionBy(['unit_id', 'device_id'])
            .orderBy('received_at', 'desc')
            .orderBy('incident_id'),
        )
        .as('rank'),
    );
  const rows = await db
    .selectFrom(ranked.as('ranked'))
    .selectAll()
    .where('rank', '<=', incidentsShown)
    .orderBy('rank')
    .execute();
  const byDevice = Map.groupBy(rows, (row) => row.device_id);
  return new Map([...byDevice].map(([deviceId, own]) => [deviceId, own.map(rowToIncident)]));
};

const rowToIncident = (row: Selectable<Tables['incidents']>): Incident =>
  incidentSchema.parse({
    incidentId: row.incident_id,
    code: row.code,
    wallMs: row.wall_ms,
    ...(row.log_id === null ? {} : { logId: row.log_id }),
    ...(row.position === null ? {} : { position: row.position }),
    ...(row.count === null ? {} : { count: row.count }),
  });

const listCertificates = async (
  db: Kysely<Tables>,
  units: Units,
): Promise<Map<string, NonNullable<DeviceStanding['certificate']>>> => {
  const rows = await db
    .selectFrom('certificates')
    .selectAll()
    .$if(units !== undefined, (query) => query.where('unit_id', 'in', units ?? []))
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.unit_id} ${row.log_id}`,
      { count: row.entries, records: row.records, atMs: row.issued_at },
    ]),
  );
};

/** Of another build it may say other things: then it says nothing. */
const readTold = (told: string | null): TabletState | null => {
  const state = told === null ? null : tabletStateSchema.safeParse(JSON.parse(told));
  return state?.success ? state.data : null;
};

const sum = (logs: readonly Log[], valueOf: (log: Log) => number): number =>
  logs.reduce((total, log) => total + valueOf(log), 0);

const oldestOf = (logs: readonly Log[]): number | null =>
  logs.reduce<number | null>((oldest, log) => {
    const wallMs = log.reported_oldest_wall_ms;
    return wallMs !== null && (oldest === null || wallMs < oldest) ? wallMs : oldest;
  }, null);
