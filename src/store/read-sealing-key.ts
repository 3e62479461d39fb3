import { sealingKeySchema, type SealingKey } from '#domain/log/sealing-key.ts';
import type { ChotDatabase } from './database.ts';

/** The newest key that the server asked to seal to; null: it never told of one. */
export const readSealingKey = async (db: ChotDatabase): Promise<SealingKey | null> => {
  const told = await db.reference
    .where('[kind+id]')
    .between(['sealing-key', ''], ['sealing-key', '\uffff'])
    .toArray();
  // A build that did not know of such keys kept what it was told, unread.
  const unread =
    told.length > 0
      ? []
      : await db.changes
          .where('[scope+seq]')
          .between(['reference', 0], ['reference', Number.MAX_SAFE_INTEGER])
          .and(({ kind }) => kind === 'sealing-key')
          .toArray();
  return [...told, ...unread]
    .map(({ body }) => sealingKeySchema.parse(body))
    .reduce<SealingKey | null>(
      (newest, key) => (newest === null || key.madeAtMs > newest.madeAtMs ? key : newest),
      null,
    );
};
