import type { Kysely } from 'kysely';
import { sealingKeySchema } from '#domain/log/sealing-key.ts';
import { unitSchema } from '#domain/unit/unit.ts';
import { sqlCityReader } from './sql-city.ts';
import { sqlFactReader } from './sql-crossing-facts.ts';
import { sqlOpenKeyReader } from './sql-open-keys.ts';
import { sqlAuditReader } from './sql-audit.ts';
import { sqlBulletinReader } from './sql-bulletins.ts';
import { sqlBoardReader } from './sql-board-marks.ts';
import { sqlDeviceReader } from './sql-devices.ts';
import { sqlCheckReader } from './sql-identity-checks.ts';
import { sqlHourTallyReader } from './sql-hour-tallies.ts';
import { sqlOutboxReader } from './sql-outbox.ts';
import { sqlReferralReader } from './sql-referrals.ts';
import { sqlReportReader } from './sql-reports.ts';
import { sqlMerges } from './sql-merges.ts';
import { sqlOnlineDeclarationReader } from './sql-online-declarations.ts';
import { sqlOfficerReader } from './sql-officers.ts';
import { sqlSendingReader } from './sql-sendings.ts';
import { sqlProof } from './sql-proof.ts';
import { receiptKeyName, sqlSecretReader, unitKeyName } from './sql-secrets.ts';
import { sqlSubjectRequests } from './sql-subject-requests.ts';
import { sqlRuleSetReader } from './sql-rule-sets.ts';
import { sqlRetention } from './sql-retention.ts';
import { sqlShiftReader } from './sql-shifts.ts';
import { listStandings } from './sql-standings.ts';
import { sqlUnitStandReader } from './sql-unit-stands.ts';
import { sqlTracingReader } from './sql-trace-cases.ts';
import { sqlWatchReader } from './sql-watch-marks.ts';
import type { StoreReader } from './store.ts';
import { rowToEntry } from './stored-entry.ts';
import type { Tables } from './tables.ts';

export const sqlReader = (db: Kysely<Tables>): StoreReader => ({
  epoch: async () => {
    const row = await db
      .selectFrom('server_meta')
      .select('value')
      .where('key', '=', 'epoch')
      .executeTakeFirstOrThrow();
    return row.value;
  },

  isDemo: async () => {
    const row = await db
      .selectFrom('server_meta')
      .select('value')
      .where('key', '=', 'demo')
      .executeTakeFirst();
    return row !== undefined;
  },

  receiptKey: async () => {
    const row = await db
      .selectFrom('server_meta')
      .select('value')
      .where('key', '=', receiptKeyName)
      .executeTakeFirst();
    return row?.value ?? null;
  },

  unitKey: async (unitId) => {
    const row = await db
      .selectFrom('server_meta')
      .select('value')
      .where('key', '=', unitKeyName(unitId))
      .executeTakeFirst();
    return row?.value ?? null;
  },

  ...sqlDeviceReader(db),
  ...sqlOfficerReader(db),
  ...sqlAuditReader(db),
  ...sqlProof(db),
  ...sqlSecretReader(db),
  ...sqlMerges(db),
  ...sqlRetention(db),
  ...sqlCheckReader(db),
  ...sqlReferralReader(db),
  ...sqlBulletinReader(db),
  ...sqlSendingReader(db),
  ...sqlReportReader(db),
  ...sqlOutboxReader(db),
  ...sqlShiftReader(db),
  ...sqlSubjectRequests(db),
  ...sqlRuleSetReader(db),
  ...sqlBoardReader(db),
  ...sqlHourTallyReader(db),
  ...sqlWatchReader(db),
  ...sqlUnitStandReader(db),
  ...sqlFactReader(db),
  ...sqlCityReader(db),
  ...sqlOpenKeyReader(db),
  ...sqlTracingReader(db),
  ...sqlOnlineDeclarationReader(db),

  listUnits: async () => {
    const rows = await db
      .selectFrom('feed')
      .select('body')
      .where('scope', '=', 'reference')
      .where('kind', '=', 'unit')
      .orderBy('seq')
      .execute();
    const units = rows.map((row) => unitSchema.parse(JSON.parse(row.body)));
    // A later line about the same unit replaces the earlier one and keeps its place.
    return [...new Map(units.map((unit) => [unit.unitId, unit])).values()];
  },

  listSealingKeys: async () => {
    const rows = await db
      .selectFrom('feed')
      .select('body')
      .where('scope', '=', 'reference')
      .where('kind', '=', 'sealing-key')
      .orderBy('seq')
      .execute();
    return rows.map((row) => sealingKeySchema.parse(JSON.parse(row.body)));
  },

  feedHead: async (scope) => {
    const row = await db
      .selectFrom('feed_counters')
      .select('head')
      .where('scope', '=', scope)
      .executeTakeFirst();
    return row?.head ?? 0;
  },

  readFeed: async ({ scope, audience, after, through, limit }) => {
    const rows = await db
      .selectFrom('feed')
      .select(['seq', 'kind', 'body'])
      .where('scope', '=', scope)
      .where('seq', '>', after)
      .where('seq', '<=', through)
      .where((where) => where.or([where('audience', 'is', null), where('audience', '=', audience)]))
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ seq: row.seq, kind: row.kind, body: JSON.parse(row.body) }));
  },

  listEntries: async ({ unitId, status, receivedSinceMs, kind }) => {
    let entries = db
      .selectFrom('entries')
      .selectAll()
      .where('unit_id', '=', unitId)
      .where('status', '=', status);
    if (receivedSinceMs !== undefined) {
      entries = entries.where('received_at', '>=', receivedSinceMs);
    }
    if (kind !== undefined) entries = entries.where('kind', '=', kind);
    const rows = await entries.orderBy('log_id').orderBy('position').execute();
    return rows.map(rowToEntry);
  },

  listStandings: (unitIds) => listStandings(db, unitIds),

  countRecords: async (unitIds) => {
    if (unitIds?.length === 0) return [];
    const rows = await db
      .selectFrom('shift_tallies')
      .innerJoin('logs', (join) =>
        join
          .onRef('logs.unit_id', '=', 'shift_tallies.unit_id')
          .onRef('logs.log_id', '=', 'shift_tallies.log_id'),
      )
      .select([
        'logs.device_id',
        'shift_tallies.shift_id',
        (select) => select.fn.sum<number | string>('shift_tallies.records').as('records'),
      ])
      .where('shift_tallies.records', '>', 0)
      .$if(unitIds !== undefined, (query) =>
        query.where('shift_tallies.unit_id', 'in', unitIds ?? []),
      )
      .groupBy(['logs.device_id', 'shift_tallies.shift_id'])
      .orderBy('logs.device_id')
      .orderBy('shift_tallies.shift_id')
      .execute();
    return rows.map((row) => ({
      deviceId: row.device_id,
      shiftId: row.shift_id,
      records: Number(row.records),
    }));
  },

  listClosings: async (unitId) => {
    const rows = await db
      .selectFrom('shift_closings')
      .select(['unit_id', 'shift_id', 'log_id', 'position', 'officer', 'wall_ms', 'records'])
      .$if(unitId !== undefined, (query) => query.where('unit_id', '=', unitId ?? ''))
      .orderBy('unit_id')
      .orderBy('shift_id')
      .orderBy('log_id')
      .orderBy('position')
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      shiftId: row.shift_id,
      logId: row.log_id,
      position: row.position,
      officer: row.officer,
      wallMs: row.wall_ms,
      records: row.records,
    }));
  },
});
