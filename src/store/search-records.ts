import type { ChotDatabase } from './database.ts';
import { recordsToListed, type ListedRecord } from './listed-record.ts';
import { newestKeys } from './newest-keys.ts';
import { queryToTerms } from './search-tokens.ts';

/**
 * Records that match every word of a query, newest first: names with or without marks, and
 * numbers, telephones and plates by their beginning or their end [LIST-2] [LIST-3].
 * Only primary keys are read for what does not end up on the screen.
 */
export const searchRecords = async (
  db: ChotDatabase,
  query: string,
  limit: number,
): Promise<ListedRecord[]> => {
  const terms = queryToTerms(query);
  if (terms.length === 0) return [];
  const matches = await Promise.all(terms.map((prefixes) => keysOf(db, prefixes)));
  const [rarest = [], ...others] = matches.toSorted((a, b) => a.length - b.length);
  const sets = others.map((keys) => new Set(keys));
  const keys = rarest.filter((key) => sets.every((set) => set.has(key)));
  const newest = newestKeys(keys, limit);
  const rows = await db.records.bulkGet(newest);
  return recordsToListed(
    db,
    rows.filter((row) => row !== undefined),
  );
};

/** Ids of the records with a token that begins so; one record may come several times. */
const keysOf = async (db: ChotDatabase, prefixes: readonly string[]): Promise<string[]> => {
  const keys = await Promise.all(
    prefixes.map((prefix) => db.records.where('tokens').startsWith(prefix).primaryKeys()),
  );
  return keys.flat();
};
