import type { ChotDatabase } from './database.ts';
import { recordsToListed, type ListedRecord } from './listed-record.ts';
import { newestKeys } from './newest-keys.ts';
import { queryToTerms } from './search-tokens.ts';

/**
 * Records that match every word of a query, newest first: names with or without marks, and
 * numbers, telephones and plates by their beginning or their end [LIST-2] [LIST-3].
 * A word that most records have fills the screen from the newest rows alone; for the others only
 * primary keys are read of what does not end up on the screen.
 * @param recentRows rows looked at before the index is asked
 */
export const searchRecords = async (
  db: ChotDatabase,
  query: string,
  limit: number,
  recentRows = 200,
): Promise<ListedRecord[]> => {
  const terms = queryToTerms(query);
  if (terms.length === 0) return [];
  const recent = await db.records.orderBy('recordId').reverse().limit(recentRows).toArray();
  const found = recent.filter((row) => matches(row.tokens, terms));
  if (found.length >= limit || recent.length < recentRows) {
    return recordsToListed(db, found.slice(0, limit));
  }
  const keysByTerm = await Promise.all(terms.map((prefixes) => keysOf(db, prefixes)));
  const [rarest = [], ...others] = keysByTerm.toSorted((a, b) => a.length - b.length);
  const sets = others.map((keys) => new Set(keys));
  const keys = rarest.filter((key) => sets.every((set) => set.has(key)));
  const newest = newestKeys(keys, limit);
  const rows = await db.records.bulkGet(newest);
  return recordsToListed(
    db,
    rows.filter((row) => row !== undefined),
  );
};

const matches = (tokens: readonly string[], terms: readonly string[][]): boolean =>
  terms.every((prefixes) =>
    prefixes.some((prefix) => tokens.some((token) => token.startsWith(prefix))),
  );

/** Ids of the records with a token that begins so; one record may come several times. */
const keysOf = async (db: ChotDatabase, prefixes: readonly string[]): Promise<string[]> => {
  const keys = await Promise.all(
    prefixes.map((prefix) => db.records.where('tokens').startsWith(prefix).primaryKeys()),
  );
  return keys.flat();
};
