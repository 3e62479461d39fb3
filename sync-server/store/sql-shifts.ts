import type { Kysely } from 'kysely';
import type { ShiftReader } from './shifts.ts';
import { rowToIncident } from './sql-standings.ts';
import type { Tables } from './tables.ts';

/** What is kept of the shifts of one unit. */
export const sqlShiftReader = (db: Kysely<Tables>): ShiftReader => {
  const closings = (unitId: string) =>
    db
      .selectFrom('shift_closings as closing')
      .innerJoin('entries as entry', (join) =>
        join
          .onRef('entry.unit_id', '=', 'closing.unit_id')
          .onRef('entry.log_id', '=', 'closing.log_id')
          .onRef('entry.position', '=', 'closing.position'),
      )
      .select([
        'closing.unit_id',
        'closing.shift_id',
        'closing.log_id',
        'closing.position',
        'closing.body',
        'entry.received_at',
      ])
      .where('closing.unit_id', '=', unitId);
  type Row = Awaited<ReturnType<ReturnType<typeof closings>['execute']>>[number];
  const rowToClosing = (row: Row) => ({
    unitId: row.unit_id,
    shiftId: row.shift_id,
    logId: row.log_id,
    position: row.position,
    body: JSON.parse(row.body) as unknown,
    receivedAtMs: row.received_at,
  });
  return {
    listClosingsOf: async (unitId, shiftId) => {
      const rows = await closings(unitId)
        .where('closing.shift_id', '=', shiftId)
        .orderBy('entry.received_at')
        .orderBy('closing.log_id')
        .orderBy('closing.position')
        .execute();
      return rows.map(rowToClosing);
    },

    listClosingsBefore: async (unitId, shiftId, limit) => {
      const rows = await closings(unitId)
        .where('closing.shift_id', '<', shiftId)
        .orderBy('closing.shift_id', 'desc')
        .orderBy('entry.received_at')
        .orderBy('closing.log_id')
        .orderBy('closing.position')
        .limit(limit)
        .execute();
      return rows.map(rowToClosing);
    },

    readStatementMark: async (unitId) => {
      // Every entry moves its log's digest, and leaving the quarantine its log's count.
      const logs = await db
        .selectFrom('logs')
        .innerJoin('devices', (join) =>
          join
            .onRef('devices.unit_id', '=', 'logs.unit_id')
            .onRef('devices.device_id', '=', 'logs.device_id'),
        )
        .leftJoin('log_tallies as tally', (join) =>
          join
            .onRef('tally.unit_id', '=', 'logs.unit_id')
            .onRef('tally.log_id', '=', 'logs.log_id'),
        )
        .select(['logs.log_id', 'logs.acked_through', 'logs.digest', 'tally.quarantined'])
        .select(['devices.name', 'devices.current_log_id'])
        .where('logs.unit_id', '=', unitId)
        .orderBy('logs.log_id')
        .execute();
      const incidents = await db
        .selectFrom('incidents')
        .select(({ fn }) => [
          fn.countAll().as('count'),
          fn.min('received_at').as('first'),
          fn.max('received_at').as('last'),
        ])
        .where('unit_id', '=', unitId)
        .execute();
      const referrals = await db
        .selectFrom('referrals')
        .select(({ fn }) => [fn.countAll().as('count'), fn.max('seq').as('last')])
        .where('unit_id', '=', unitId)
        .execute();
      // Whoever drops bytes counts them here in the same transaction, of whichever unit they were.
      const forgotten = await db
        .selectFrom('retention_runs')
        .select(({ fn }) => fn.sum('forgotten').as('entries'))
        .execute();
      return JSON.stringify([logs, incidents, referrals, forgotten]);
    },

    listUnitLogs: async (unitId) => {
      const rows = await db
        .selectFrom('logs')
        .innerJoin('devices', (join) =>
          join
            .onRef('devices.unit_id', '=', 'logs.unit_id')
            .onRef('devices.device_id', '=', 'logs.device_id'),
        )
        .select(['logs.log_id', 'devices.device_id', 'devices.name', 'devices.current_log_id'])
        .where('logs.unit_id', '=', unitId)
        .orderBy('logs.log_id')
        .execute();
      return rows.map((row) => ({
        logId: row.log_id,
        deviceId: row.device_id,
        deviceName: row.name,
        isCurrent: row.log_id === row.current_log_id,
      }));
    },

    listIncidentsOf: async (unitId, limit) => {
      const rows = await db
        .selectFrom('incidents')
        .innerJoin('devices', (join) =>
          join
            .onRef('devices.unit_id', '=', 'incidents.unit_id')
            .onRef('devices.device_id', '=', 'incidents.device_id'),
        )
        .selectAll('incidents')
        .select('devices.name')
        .where('incidents.unit_id', '=', unitId)
        .orderBy('incidents.received_at', 'desc')
        .orderBy('incidents.incident_id')
        .limit(limit)
        .execute();
      return rows.map(({ name, ...row }) => ({
        ...rowToIncident(row),
        deviceName: name,
        receivedAtMs: row.received_at,
      }));
    },
  };
};
