import type { Kysely } from 'kysely';
import type { SentEntry, StoreReader } from './store.ts';
import { rowToEntry } from './stored-entry.ts';
import type { Tables } from './tables.ts';

/** Looking up what was said of a record, who knows it, and what one tablet sent. */
export const sqlMerges = (
  db: Kysely<Tables>,
): Pick<
  StoreReader,
  'findEntry' | 'findSubjectOf' | 'listLogNames' | 'listSentBy' | 'listAheadOf'
> => ({
  findEntry: async ({ unitId, logId }, position) => {
    const row = await db
      .selectFrom('entries')
      .selectAll()
      .where('unit_id', '=', unitId)
      .where('log_id', '=', logId)
      .where('position', '=', position)
      .executeTakeFirst();
    return row ? rowToEntry(row) : null;
  },

  findSubjectOf: async ({ unitId, entryId, hash }) => {
    const row = await db
      .selectFrom('entries')
      .select('subject_id')
      .where('entry_id', '=', entryId)
      .where('unit_id', '=', unitId)
      .where('hash', '=', hash)
      .executeTakeFirst();
    return row?.subject_id ?? null;
  },

  listLogNames: async (unitId) => {
    const rows = await db
      .selectFrom('logs')
      .innerJoin('devices', (join) =>
        join
          .onRef('devices.unit_id', '=', 'logs.unit_id')
          .onRef('devices.device_id', '=', 'logs.device_id'),
      )
      .select(['logs.log_id', 'devices.name'])
      .where('logs.unit_id', '=', unitId)
      .execute();
    return new Map(rows.map((row) => [row.log_id, row.name]));
  },

  listSentBy: async ({ unitId, deviceId }, after, limit) => {
    const rows = await db
      .selectFrom('entries')
      .innerJoin('logs', (join) =>
        join
          .onRef('logs.unit_id', '=', 'entries.unit_id')
          .onRef('logs.log_id', '=', 'entries.log_id'),
      )
      .select(['entries.log_id', 'entries.position', 'entries.frame', 'entries.received_at'])
      .select(['entries.kind', 'entries.subject_id'])
      .where('logs.unit_id', '=', unitId)
      .where('logs.device_id', '=', deviceId)
      .where('entries.status', '<>', 'skipped')
      .where((where) =>
        after === null
          ? where.lit(true)
          : where.or([
              where('entries.log_id', '>', after.logId),
              where.and([
                where('entries.log_id', '=', after.logId),
                where('entries.position', '>', after.position),
              ]),
            ]),
      )
      .orderBy('entries.log_id')
      .orderBy('entries.position')
      .limit(limit)
      .execute();
    return rows.map(rowToSent);
  },

  listAheadOf: async ({ unitId, deviceId }) => {
    const rows = await db
      .selectFrom('alerts')
      .select(['log_id', 'position', 'frame', 'kind', 'received_at'])
      .where('unit_id', '=', unitId)
      .where('device_id', '=', deviceId)
      .where('settled', '=', 0)
      .orderBy('log_id')
      .orderBy('position')
      .execute();
    return rows.map((row) => rowToSent({ ...row, subject_id: null }));
  },
});

const rowToSent = (row: {
  log_id: string;
  position: number;
  frame: Uint8Array;
  kind: string | null;
  subject_id: string | null;
  received_at: number;
}): SentEntry => ({
  logId: row.log_id,
  position: row.position,
  frame: row.frame,
  kind: row.kind,
  subjectId: row.subject_id,
  receivedAtMs: row.received_at,
});
