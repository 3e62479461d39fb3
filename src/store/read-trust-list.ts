import { trustKeyName, trustKeySchema, type TrustKey } from '#domain/qr/trust-key.ts';
import type { ChotDatabase } from './database.ts';

/** Keys that signed codes are believed by, as the server last told of them. */
export const readTrustList = async (db: ChotDatabase): Promise<TrustKey[]> => {
  const rows = await db.reference
    .where('[kind+id]')
    .between(['trust-key', ''], ['trust-key', '\uffff'])
    .toArray();
  // A build that did not know of such keys kept what it was told, unread.
  const unread = await db.changes
    .where('[scope+seq]')
    .between(['reference', 0], ['reference', Number.MAX_SAFE_INTEGER])
    .and(({ kind }) => kind === 'trust-key')
    .toArray();
  const told = new Map<string, TrustKey>();
  for (const { body } of [...unread, ...rows]) {
    const key = trustKeySchema.parse(body);
    told.set(trustKeyName(key), key);
  }
  return [...told.values()];
};

/** When the list was last compared with the server's, by this tablet's clock; null: never. */
export const readTrustAge = async (db: ChotDatabase): Promise<number | null> =>
  (await db.cursors.get('reference'))?.readAtMs ?? null;
