import type { ChotDatabase } from './database.ts';
import { recordsToListed, type ListedRecord } from './listed-record.ts';
import { newestKeys } from './newest-keys.ts';
import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';
import { queryToTerms, type Term } from './search-tokens.ts';

/** Rows read at once while it is looked whether they bear the whole of a long word. */
const rowsAtOnce = 200;

/**
 * Records that match every word of a query, newest first: names with or without marks, and
 * numbers, telephones and plates whole or by their end [LIST-2] [LIST-3]; none while the vault is locked.
 * Words that most records have fill the screen from the newest rows alone; for the others only
 * primary keys are read of what does not end up on the screen.
 * @param recentRows rows looked at before the index is asked
 */
export const searchRecords = async (
  db: ChotDatabase,
  query: string,
  limit: number,
  recentRows = 200,
): Promise<ListedRecord[]> => {
  if (db.vault.holder() === null) return [];
  const terms = queryToTerms(db.vault, query);
  const [only, ...more] = terms;
  if (only === undefined) return [];
  if (more.length === 0 && only.matches === null) {
    const rows = await db.records
      .where('tokens')
      .equals(only.token)
      .reverse()
      .limit(limit)
      .toArray();
    return recordsToListed(db, rows.filter(isReadable));
  }
  if (terms.length > 1) {
    const recent = await db.records.orderBy('recordId').reverse().limit(recentRows).toArray();
    const found = recent.filter((row) => isFound(row, terms));
    if (found.length >= limit || recent.length < recentRows) {
      return recordsToListed(db, found.slice(0, limit));
    }
  }
  const rows = await readByIndex(db, terms, limit);
  return recordsToListed(db, rows);
};

const isFound = (row: RecordRow, terms: readonly Term[]): boolean =>
  isReadable(row) &&
  terms.every(
    ({ token, matches }) => row.tokens.includes(token) && (matches?.(row.declaration) ?? true),
  );

const readByIndex = async (
  db: ChotDatabase,
  terms: readonly Term[],
  limit: number,
): Promise<RecordRow[]> => {
  const keysByTerm = await Promise.all(
    terms.map(({ token }) => db.records.where('tokens').equals(token).primaryKeys()),
  );
  const [rarest = [], ...others] = keysByTerm.toSorted((a, b) => a.length - b.length);
  const sets = others.map((keys) => new Set(keys));
  const keys = rarest.filter((key) => sets.every((set) => set.has(key)));
  const isSure = terms.every(({ matches }) => matches === null);
  const newest = newestKeys(keys, isSure ? limit : keys.length);
  const found: RecordRow[] = [];
  for (let from = 0; from < newest.length && found.length < limit; from += rowsAtOnce) {
    const rows = await db.records.bulkGet(newest.slice(from, from + rowsAtOnce));
    found.push(...rows.filter((row) => row !== undefined).filter((row) => isFound(row, terms)));
  }
  return found.slice(0, limit);
};
