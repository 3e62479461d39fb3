import type { ChotDatabase } from './database.ts';
import { recordsToListed, type ListedRecord } from './listed-record.ts';
import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';
import { queryToTerms, type Term } from './search-tokens.ts';

/** Keys of each word that are looked at first, the newest; then eight times as many, and again. */
const firstWindow = 1_000;
const windowGrowth = 8;
/** Rows read at once while it is looked whether they bear the whole of a long word. */
const rowsAtOnce = 200;

/**
 * Records that match every word of a query, newest first: names with or without marks, and
 * numbers, telephones and plates whole or by their end [LIST-2] [LIST-3]; none while the vault is locked.
 * Words that most records have fill the screen from their newest keys alone.
 * @param window keys of each word that are looked at first
 */
export const searchRecords = async (
  db: ChotDatabase,
  query: string,
  limit: number,
  window = firstWindow,
): Promise<ListedRecord[]> => {
  if (db.vault.holder() === null) return [];
  const terms = queryToTerms(db.vault, query);
  if (terms.length === 0) return [];
  // One word that its token answers needs no more keys than are shown.
  const isOne = terms.length === 1 && terms[0]?.matches === null;
  for (let size = isOne ? limit : window; ; size *= windowGrowth) {
    const { keys, isAll } = await readKeys(db, terms, size);
    const found = await readFound(db, terms, keys, limit);
    if (isAll || found.length >= limit) return recordsToListed(db, found);
  }
};

/** Keys that have every token, newest first, as far down as the newest `size` keys of each token reach. */
const readKeys = async (
  db: ChotDatabase,
  terms: readonly Term[],
  size: number,
): Promise<{ keys: string[]; isAll: boolean }> => {
  const keysByTerm = await Promise.all(
    terms.map(({ token }) =>
      db.records.where('tokens').equals(token).reverse().limit(size).primaryKeys(),
    ),
  );
  // What lies below the last key of a word that has more is not known yet.
  const floors = keysByTerm.filter((keys) => keys.length === size).map((keys) => keys.at(-1) ?? '');
  const floor = floors.toSorted().at(-1) ?? '';
  const [rarest = [], ...others] = keysByTerm.toSorted((a, b) => a.length - b.length);
  const sets = others.map((keys) => new Set(keys));
  const keys = rarest.filter((key) => key >= floor && sets.every((set) => set.has(key)));
  return { keys, isAll: floor === '' };
};

const readFound = async (
  db: ChotDatabase,
  terms: readonly Term[],
  keys: readonly string[],
  limit: number,
): Promise<RecordRow[]> => {
  const found: RecordRow[] = [];
  const step = terms.every(({ matches }) => matches === null) ? limit : rowsAtOnce;
  for (let from = 0; from < keys.length && found.length < limit; from += step) {
    const rows = await db.records.bulkGet(keys.slice(from, from + step));
    found.push(...rows.filter((row) => row !== undefined).filter((row) => isFound(row, terms)));
  }
  return found.slice(0, limit);
};

const isFound = (row: RecordRow, terms: readonly Term[]): boolean =>
  isReadable(row) && terms.every(({ matches }) => matches?.(row.declaration) ?? true);
