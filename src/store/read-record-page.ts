import type { Link } from '#domain/matching/link-records.ts';
import type { ChotDatabase } from './database.ts';
import { readRecord } from './list-records.ts';
import type { ListedRecord } from './listed-record.ts';
import { isReadable } from './sealed-tables.ts';
import { readLinks } from './read-links.ts';

/** Another record that a page leads to. */
export type Neighbour = {
  readonly recordId: string;
  readonly fullName: string;
  readonly wallMs: number;
};

export type RecordPage = {
  readonly record: ListedRecord;
  /** The record that counts for this crossing, when it is not this one. */
  readonly seenAgainOf: Neighbour | null;
  readonly likely: readonly (Neighbour & Link)[];
};

/** A record with all that an officer should know about it; null: it is not on this tablet. */
export const readRecordPage = async (
  db: ChotDatabase,
  recordId: string,
): Promise<RecordPage | null> => {
  const record = await readRecord(db, recordId);
  if (record === null) return null;
  const { seenAgainOf, likely } = await readLinks(db, recordId);
  const neighbours = await Promise.all(
    likely.map(async (link) => ({ link, row: await readNeighbour(db, link.recordId) })),
  );
  return {
    record,
    seenAgainOf: seenAgainOf === null ? null : await readNeighbour(db, seenAgainOf),
    likely: neighbours.flatMap(({ link, row }) => (row === null ? [] : [{ ...row, ...link }])),
  };
};

const readNeighbour = async (db: ChotDatabase, recordId: string): Promise<Neighbour | null> => {
  const row = await db.records.get(recordId);
  if (row === undefined || !isReadable(row)) return null;
  return { recordId, fullName: row.declaration.fullName, wallMs: row.wallMs };
};
