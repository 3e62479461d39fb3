import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { bulletinSchema } from '#domain/bulletin/bulletin.ts';
import { bulletinStates } from '#domain/bulletin/bulletin-step.ts';
import { officerSchema } from '#domain/officer/officer.ts';
import type { BulletinReader, BulletinTransactor, KeptBulletin } from './bulletins.ts';
import type { Tables } from './tables.ts';

/** What a tablet should have in seconds: the index `feed_of_news` is of these. */
const newsKinds = ['bulletin', 'bulletin.withdrawn', 'rule-set', 'officer.removed'] as const;
const entryKinds = ['bulletin.read', 'bulletin.acknowledged'] as const;
const stateSchema = z.enum(bulletinStates);
const writersSchema = z.array(z.string());
const knownOfficerSchema = officerSchema.pick({
  officerId: true,
  name: true,
  role: true,
  unitId: true,
});
const removedSchema = officerSchema.pick({ officerId: true });

const rowToBulletin = (row: Selectable<Tables['bulletins']>): KeptBulletin => ({
  bulletinId: row.bulletin_id,
  state: stateSchema.parse(row.state),
  version: row.version,
  bulletin: bulletinSchema.parse(JSON.parse(row.body)),
  writers: writersSchema.parse(JSON.parse(row.writers)),
  changedAtMs: row.changed_at,
  publishedAtMs: row.published_at,
  feedSeq: row.feed_seq,
});

export const sqlBulletinReader = (db: Kysely<Tables>): BulletinReader => ({
  findBulletin: async (bulletinId) => {
    const row = await db
      .selectFrom('bulletins')
      .selectAll()
      .where('bulletin_id', '=', bulletinId)
      .executeTakeFirst();
    return row === undefined ? null : rowToBulletin(row);
  },

  listBulletins: async (limit) => {
    const rows = await db
      .selectFrom('bulletins')
      .selectAll()
      .where('state', '<>', 'discarded')
      .orderBy('changed_at', 'desc')
      .orderBy('bulletin_id')
      .limit(limit)
      .execute();
    return rows.map(rowToBulletin);
  },

  listInForce: async (nowMs) => {
    const rows = await db
      .selectFrom('bulletins')
      .selectAll()
      .where('state', '=', 'published')
      .orderBy('published_at', 'desc')
      .orderBy('bulletin_id')
      .execute();
    return rows.map(rowToBulletin).filter(({ bulletin }) => nowMs < bulletin.validUntilMs);
  },

  listBulletinLines: async (bulletinId) => {
    const rows = await db
      .selectFrom('bulletin_lines')
      .selectAll()
      .where('bulletin_id', '=', bulletinId)
      .orderBy('version')
      .execute();
    return rows.map((row) => ({
      version: row.version,
      step: row.step,
      atMs: row.at,
      officerId: row.officer_id,
      reason: row.reason,
    }));
  },

  listReceipts: async (bulletinId) => {
    const rows = await db
      .selectFrom('bulletin_receipts')
      .select(['unit_id', 'officer_id', 'kind'])
      .distinct()
      .where('bulletin_id', '=', bulletinId)
      .execute();
    return rows.map((row) => ({
      unitId: row.unit_id,
      officerId: row.officer_id,
      kind: row.kind === 'acknowledged' ? 'acknowledged' : 'read',
    }));
  },

  listReachedBy: async ({ bulletinId, feedSeq }) => {
    if (feedSeq === null) return [];
    const pulled = db
      .selectFrom('feed_readers')
      .select(['unit_id', 'device_id'])
      .where('seq', '>=', feedSeq);
    const said = db
      .selectFrom('bulletin_receipts')
      .select(['unit_id', 'device_id'])
      .where('bulletin_id', '=', bulletinId);
    const rows = await pulled.union(said).execute();
    return rows.map((row) => ({ unitId: row.unit_id, deviceId: row.device_id }));
  },

  listKnownOfficers: async () => {
    const rows = await db
      .selectFrom('feed')
      .select(['kind', 'body'])
      .where('scope', '=', 'reference')
      .where('kind', 'in', ['officer', 'officer.removed'])
      .orderBy('seq')
      .execute();
    const known = new Map<string, z.infer<typeof knownOfficerSchema>>();
    for (const { kind, body } of rows) {
      const told: unknown = JSON.parse(body);
      if (kind === 'officer.removed') known.delete(removedSchema.parse(told).officerId);
      else {
        const officer = knownOfficerSchema.parse(told);
        known.set(officer.officerId, officer);
      }
    }
    return [...known.values()];
  },

  newsHead: async () => {
    const row = await db
      .selectFrom('feed')
      .select('seq')
      .where('scope', '=', 'reference')
      .where('kind', 'in', newsKinds)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.seq ?? 0;
  },

  lastBulletinThrough: async (seq) => {
    const row = await db
      .selectFrom('bulletins')
      .select('feed_seq')
      .where('feed_seq', '<=', seq)
      .orderBy('feed_seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.feed_seq ?? 0;
  },

  reachedThrough: async ({ unitId, deviceId }) => {
    const row = await db
      .selectFrom('feed_readers')
      .select('seq')
      .where('unit_id', '=', unitId)
      .where('device_id', '=', deviceId)
      .executeTakeFirst();
    return row?.seq ?? 0;
  },

  listUnnotedReceipts: async (receivedSinceMs, limit) => {
    const rows = await db
      .selectFrom('entries')
      .innerJoin('logs', (join) =>
        join
          .onRef('logs.unit_id', '=', 'entries.unit_id')
          .onRef('logs.log_id', '=', 'entries.log_id'),
      )
      .select([
        'entries.unit_id',
        'entries.entry_id',
        'entries.frame',
        'entries.received_at',
        'logs.device_id',
      ])
      .where('entries.kind', 'in', entryKinds)
      .where('entries.status', '=', 'applied')
      .where('entries.received_at', '>=', receivedSinceMs)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('bulletin_receipts')
              .select('bulletin_receipts.kind')
              .whereRef('bulletin_receipts.unit_id', '=', 'entries.unit_id')
              .whereRef('bulletin_receipts.entry_id', '=', 'entries.entry_id'),
          ),
        ),
      )
      .orderBy('entries.received_at')
      .limit(limit)
      .execute();
    return rows
      .filter(({ frame }) => frame.length > 0)
      .map((row) => ({
        unitId: row.unit_id,
        entryId: row.entry_id,
        frame: row.frame,
        receivedAtMs: row.received_at,
        deviceId: row.device_id,
      }));
  },
});

export const sqlBulletinTransactor = (db: Kysely<Tables>): BulletinTransactor => ({
  putBulletin: async (kept, { version, step, atMs, officerId, reason }) => {
    const { bulletinId, state, bulletin, writers, changedAtMs, publishedAtMs, feedSeq } = kept;
    const now = {
      state,
      version: kept.version,
      body: JSON.stringify(bulletin),
      writers: JSON.stringify(writers),
      changed_at: changedAtMs,
      published_at: publishedAtMs,
      feed_seq: feedSeq,
    };
    await db
      .insertInto('bulletins')
      .values({ bulletin_id: bulletinId, ...now })
      .onConflict((conflict) => conflict.column('bulletin_id').doUpdateSet(now))
      .execute();
    await db
      .insertInto('bulletin_lines')
      .values({ bulletin_id: bulletinId, version, step, at: atMs, officer_id: officerId, reason })
      .execute();
  },

  noteReceipt: async ({ unitId, entryId, bulletinId, officerId, deviceId, kind, atMs }) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('bulletin_receipts')
      .values({
        unit_id: unitId,
        entry_id: entryId,
        bulletin_id: bulletinId,
        officer_id: officerId,
        device_id: deviceId,
        kind,
        at: atMs,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },

  noteReachedThrough: async ({ unitId, deviceId }, seq) => {
    await db
      .insertInto('feed_readers')
      .values({ unit_id: unitId, device_id: deviceId, seq })
      .onConflict((conflict) =>
        conflict
          .columns(['unit_id', 'device_id'])
          .doUpdateSet({ seq })
          .where('feed_readers.seq', '<', seq),
      )
      .execute();
  },
});
