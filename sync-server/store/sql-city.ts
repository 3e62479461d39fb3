import { sql, type Kysely } from 'kysely';
import type { CityReader } from './city.ts';
import type { Tables } from './tables.ts';

export const sqlCityReader = (db: Kysely<Tables>): CityReader => ({
  listOpenReferrals: async () => {
    const rows = await db
      .selectFrom('referrals')
      .select(['unit_id', 'record_id', 'state', 'raised_at', 'since'])
      .where('state', '<>', 'closed')
      .orderBy('raised_at')
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      recordId: row.record_id,
      state: row.state,
      raisedAtMs: row.raised_at,
      sinceMs: row.since,
    }));
  },

  listWaitingChecks: async () => {
    const rows = await db
      .selectFrom('identity_checks')
      .select(['unit_id', 'queued_at'])
      .where('state', '=', 'waiting')
      .orderBy('queued_at')
      .execute();
    return rows.map((row) => ({ unitId: row.unit_id, queuedAtMs: row.queued_at }));
  },

  listTabletStates: async () => {
    const rows = await db
      .selectFrom('devices')
      .leftJoin('device_endings', (join) =>
        join
          .onRef('device_endings.unit_id', '=', 'devices.unit_id')
          .onRef('device_endings.device_id', '=', 'devices.device_id'),
      )
      // What a log left after a fork held is reported by the one that followed.
      .leftJoin('logs', (join) =>
        join
          .onRef('logs.unit_id', '=', 'devices.unit_id')
          .onRef('logs.device_id', '=', 'devices.device_id')
          .on(sql<boolean>`(logs.forked = 0 or logs.log_id = devices.current_log_id)`),
      )
      .where('device_endings.device_id', 'is', null)
      .select([
        'devices.unit_id',
        'devices.device_id',
        'devices.name',
        'devices.last_contact_at',
        (select) => select.fn.sum<number | string | null>('logs.reported_records').as('unsent'),
      ])
      .groupBy([
        'devices.unit_id',
        'devices.device_id',
        'devices.name',
        'devices.last_contact_at',
        'devices.enrolled_at',
      ])
      .orderBy('devices.enrolled_at')
      .orderBy('devices.device_id')
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      deviceId: row.device_id,
      name: row.name,
      lastContactAtMs: row.last_contact_at,
      unsentRecords: Number(row.unsent ?? 0),
    }));
  },
});
