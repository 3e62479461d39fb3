import type { Kysely } from 'kysely';
import type { StoreReader } from './store.ts';
import { rowToEntry } from './stored-entry.ts';
import type { Tables } from './tables.ts';

/** Looking up what was said of a record, and who knows it. */
export const sqlMerges = (
  db: Kysely<Tables>,
): Pick<StoreReader, 'findEntry' | 'findSubjectOf'> => ({
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
});
