import { kinOf, type Comparable } from '#domain/matching/kin.ts';
import { linkRecords, type RecordLinks } from '#domain/matching/link-records.ts';
import { isPairEntry, settlePairs, type SettledPair } from '#domain/merge/settle-pairs.ts';
import type { ChotDatabase } from './database.ts';
import { readAbout } from './merge-record.ts';
import { isReadable } from './sealed-tables.ts';
import type { RecordRow } from './rows.ts';

/**
 * How records belong together with others of this tablet [MERGE-7] [MERGE-8], by record id; those that were voided are
 * left out. Only those that they are linked to, directly or through others, are looked at: the same comes out as of all.
 */
export const readLinksOf = async (
  db: ChotDatabase,
  recordIds: readonly string[],
): Promise<Map<string, RecordLinks>> => {
  const { rows, settled } = await readRelated(db, recordIds);
  const standing = rows.filter(({ merging }) => (merging?.crossing.voiding ?? null) === null);
  return linkRecords(standing.map(rowToComparable), settled);
};

/** How one of them does. */
export const readLinks = async (db: ChotDatabase, recordId: string): Promise<RecordLinks> =>
  (await readLinksOf(db, [recordId])).get(recordId) ?? { seenAgainOf: null, likely: [] };

const rowToComparable = (row: RecordRow): Comparable => ({
  recordId: row.recordId,
  atMs: row.wallMs + (row.offsetMs ?? 0),
  direction: row.declaration['move.direction'],
  kin: kinOf(row.crossing, row.declaration),
});

const readRelated = async (
  db: ChotDatabase,
  ofRecords: readonly string[],
): Promise<{ rows: RecordRow[]; settled: SettledPair[] }> => {
  const rows = new Map<string, RecordRow>();
  const pairs = new Map<string, SettledPair>();
  let next = [...ofRecords];
  while (next.length > 0) {
    const found = (await db.records.bulkGet(next))
      .filter((row) => row !== undefined)
      .filter(isReadable);
    for (const row of found) rows.set(row.recordId, row);
    for (const pair of await readPairs(db, next)) pairs.set(pair.recordIds.join(' '), pair);
    const kin = [...new Set(found.flatMap((row) => row.kin))];
    const alike = await db.records.where('kin').anyOf(kin).primaryKeys();
    const settledWith = [...pairs.values()].flatMap(({ recordIds }) => recordIds);
    const known = new Set([...rows.keys(), ...next]);
    next = [...new Set([...alike, ...settledWith])].filter((id) => !known.has(id));
  }
  const isHere = ({ recordIds }: SettledPair) => recordIds.every((id) => rows.has(id));
  return { rows: [...rows.values()], settled: [...pairs.values()].filter(isHere) };
};

/** What was settled of pairs with one of these records. */
export const readPairs = async (
  db: ChotDatabase,
  recordIds: readonly string[],
): Promise<SettledPair[]> => {
  const about = await readAbout(db, recordIds);
  return settlePairs(about.filter(isPairEntry)).settled;
};
