import type { ChotDatabase } from './database.ts';
import { recordsToListed, type ListedRecord } from './listed-record.ts';
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
  const [rarest = new Set<string>(), ...others] = matches.toSorted((a, b) => a.size - b.size);
  const keys = [...rarest].filter((key) => others.every((other) => other.has(key)));
  const newest = keys.toSorted().toReversed().slice(0, limit);
  const rows = await db.records.bulkGet(newest);
  return recordsToListed(
    db,
    rows.filter((row) => row !== undefined),
  );
};

const keysOf = async (db: ChotDatabase, prefixes: readonly string[]): Promise<Set<string>> => {
  const keys = await Promise.all(
    prefixes.map((prefix) => db.records.where('tokens').startsWith(prefix).primaryKeys()),
  );
  return new Set(keys.flat());
};
