import type { Kysely } from 'kysely';
import { genesisDigest } from '#domain/log/chain.ts';
import { nativeNextDigest } from './native-chain.ts';
import type { LogKey, LogProof, StoreReader } from './store.ts';
import type { Tables } from './tables.ts';

/** Reading a log to compare it with what its tablet holds. */
export const sqlProof = (
  db: Kysely<Tables>,
): Pick<StoreReader, 'headsOf' | 'findLog' | 'digestsAt'> => ({
  headsOf: async ({ unitId, deviceId }) => {
    const rows = await db
      .selectFrom('logs')
      .select(['log_id', 'acked_through'])
      .where('unit_id', '=', unitId)
      .where('device_id', '=', deviceId)
      .execute();
    return new Map(rows.map((row) => [row.log_id, row.acked_through]));
  },

  findLog: async ({ unitId, logId }) => {
    const row = await db
      .selectFrom('logs')
      .leftJoin('log_tallies', (join) =>
        join
          .onRef('log_tallies.unit_id', '=', 'logs.unit_id')
          .onRef('log_tallies.log_id', '=', 'logs.log_id'),
      )
      // One statement, so that the counts are those of this very position.
      .select(['logs.device_id', 'logs.acked_through', 'logs.digest'])
      .select(['log_tallies.crossings', 'log_tallies.quarantined', 'log_tallies.skipped'])
      .where('logs.unit_id', '=', unitId)
      .where('logs.log_id', '=', logId)
      .executeTakeFirst();
    if (!row) return null;
    return {
      deviceId: row.device_id,
      ackedThrough: row.acked_through,
      digest: row.digest,
      records: row.crossings ?? 0,
      quarantined: row.quarantined ?? 0,
      skipped: row.skipped ?? 0,
    } satisfies LogProof;
  },

  digestsAt: async (log, positions) => {
    const digestByPosition = new Map<number, string>();
    let known = { position: 0, digest: genesisDigest(log.logId) };
    for (const position of positions.toSorted((left, right) => left - right)) {
      const checkpoint = await nearestCheckpoint(db, log, position);
      if (checkpoint && checkpoint.position > known.position) known = checkpoint;
      const hashes = await readHashes(db, log, known.position, position);
      known = { position, digest: hashes.reduce(nativeNextDigest, known.digest) };
      digestByPosition.set(position, known.digest);
    }
    return digestByPosition;
  },
});

const nearestCheckpoint = (
  db: Kysely<Tables>,
  { unitId, logId }: LogKey,
  position: number,
): Promise<{ position: number; digest: string } | undefined> =>
  db
    .selectFrom('checkpoints')
    .select(['position', 'digest'])
    .where('unit_id', '=', unitId)
    .where('log_id', '=', logId)
    .where('position', '<=', position)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();

const readHashes = async (
  db: Kysely<Tables>,
  { unitId, logId }: LogKey,
  after: number,
  through: number,
): Promise<string[]> => {
  if (through <= after) return [];
  const rows = await db
    .selectFrom('entries')
    .select('hash')
    .where('unit_id', '=', unitId)
    .where('log_id', '=', logId)
    .where('position', '>', after)
    .where('position', '<=', through)
    .orderBy('position')
    .execute();
  return rows.map(({ hash }) => hash);
};
