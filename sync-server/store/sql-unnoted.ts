import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { StoredEntry } from './store.ts';
import type { Tables } from './tables.ts';

export type ArrivedEntry = Pick<StoredEntry, 'unitId' | 'entryId' | 'frame' | 'receivedAtMs'>;

/**
 * Entries of a kind, in the ledger or ahead of it, that nothing was made of yet; with bytes, the oldest first.
 * @param isNoted of a table's row by its unit_id and entry_id: whether something was made of it
 */
export const listUnnoted = async (
  db: Kysely<Tables>,
  { kind, receivedSinceMs, limit }: { kind: string; receivedSinceMs: number; limit: number },
  isNoted: (unitId: RawBuilder<string>, entryId: RawBuilder<string>) => RawBuilder<boolean>,
): Promise<ArrivedEntry[]> => {
  const isNew = (table: 'entries' | 'alerts') =>
    sql<boolean>`not ${isNoted(sql.ref<string>(`${table}.unit_id`), sql.ref<string>(`${table}.entry_id`))}`;
  const columns = ['unit_id', 'entry_id', 'frame', 'received_at'] as const;
  const applied = await db
    .selectFrom('entries')
    .select(columns)
    .where('kind', '=', kind)
    .where('status', '=', 'applied')
    .where('received_at', '>=', receivedSinceMs)
    .where(isNew('entries'))
    .orderBy('received_at')
    .limit(limit)
    .execute();
  const ahead = await db
    .selectFrom('alerts')
    .select(columns)
    .where('kind', '=', kind)
    .where('settled', '=', 0)
    .where(isNew('alerts'))
    .limit(limit)
    .execute();
  return [...ahead, ...applied]
    .filter(({ frame }) => frame.length > 0)
    .map((row) => ({
      unitId: row.unit_id,
      entryId: row.entry_id,
      frame: row.frame,
      receivedAtMs: row.received_at,
    }));
};
