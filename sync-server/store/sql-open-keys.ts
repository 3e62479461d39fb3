import type { Kysely, Selectable } from 'kysely';
import type { OpenRole } from '#domain/open/open-role.ts';
import type { OpenKey, OpenKeyReader, OpenKeyTransactor } from './open-keys.ts';
import type { Tables } from './tables.ts';

const rowToKey = (row: Selectable<Tables['open_keys']>): OpenKey => ({
  keyId: row.key_id,
  holder: row.holder,
  // Nothing else is ever written there.
  role: row.role as OpenRole,
  madeAtMs: row.made_at,
  revokedAtMs: row.revoked_at,
});

export const sqlOpenKeyReader = (db: Kysely<Tables>): OpenKeyReader => ({
  findOpenKey: async (keyHash) => {
    const row = await db
      .selectFrom('open_keys')
      .selectAll()
      .where('key_hash', '=', keyHash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return row === undefined ? null : rowToKey(row);
  },

  listOpenKeys: async () => {
    const rows = await db
      .selectFrom('open_keys')
      .selectAll()
      .orderBy('made_at')
      .orderBy('key_id')
      .execute();
    return rows.map(rowToKey);
  },
});

export const sqlOpenKeyTransactor = (db: Kysely<Tables>): OpenKeyTransactor => ({
  insertOpenKey: async ({ keyId, keyHash, holder, role, madeAtMs }) => {
    await db
      .insertInto('open_keys')
      .values({
        key_id: keyId,
        key_hash: keyHash,
        holder,
        role,
        made_at: madeAtMs,
        revoked_at: null,
      })
      .execute();
  },

  revokeOpenKey: async (keyId, atMs) => {
    const { numUpdatedRows } = await db
      .updateTable('open_keys')
      .set({ revoked_at: atMs })
      .where('key_id', '=', keyId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
});
