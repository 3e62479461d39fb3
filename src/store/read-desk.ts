import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { SaidBy, SettleDesk } from '#domain/settle/desk.ts';
import { layOutDesk, type DeskSource } from '#domain/settle/lay-out-desk.ts';
import type { ChotDatabase } from './database.ts';
import type { SubjectState } from './merge-rows.ts';
import { readDevice } from './read-device.ts';
import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';

/** Of each list; the rest comes when these are settled. */
const mostShown = 100;
/** Newest records of this tablet that are compared: a few shifts. */
const mostCompared = 2_000;

/** What is said on this tablet after the server told its desk, the oldest first. */
export const readSaidHere = async (db: ChotDatabase, sinceMs: number): Promise<Entry[]> => {
  const said = (await readSayings(db)).filter(({ time }) => time.wall >= sinceMs);
  const placeById = await readOwnPlaces(db, said);
  const placeOf = ({ entryId }: Entry): number => placeById.get(entryId) ?? 0;
  return said
    .filter(({ entryId }) => placeById.has(entryId))
    .toSorted((left, right) => left.time.wall - right.time.wall || placeOf(left) - placeOf(right));
};

/** What waits to be settled among the records that this tablet holds; no network is needed. */
export const readDesk = async (db: ChotDatabase): Promise<SettleDesk> => {
  const device = await readDevice(db);
  const rows = (await db.records.orderBy('recordId').reverse().limit(mostCompared).toArray())
    .filter(isReadable)
    .filter(({ unitId }) => unitId === device?.unitId);
  const sayings = await readSayings(db);
  const own = await readOwnPlaces(db, sayings);
  const byEntry = new Map(sayings.map((entry) => [entry.entryId, entry]));
  const ownName = device?.deviceName ?? null;
  const byOf = (entryId: string): SaidBy | null => {
    const entry = byEntry.get(entryId);
    if (entry === undefined) return null;
    const { officer, time } = entry;
    return { officer, wallMs: time.wall, device: own.has(entryId) ? ownName : null };
  };
  return layOutDesk({
    records: rows.map((row) => rowToSource(row, ownName)),
    sayings,
    byOf,
    limit: mostShown,
  });
};

const readSayings = async (db: ChotDatabase): Promise<Entry[]> => {
  const rows = await db.merges.toArray();
  return rows.filter(isReadable).flatMap(({ frame }) => {
    const entry = parseEntry(frame);
    return entry.ok ? [entry.value] : [];
  });
};

/** Where those that were said on this tablet stand in its log. */
const readOwnPlaces = async (
  db: ChotDatabase,
  entries: readonly Entry[],
): Promise<Map<string, number>> => {
  const ids = entries.map(({ entryId }) => entryId);
  const own = await db.entries.where('entryId').anyOf(ids).toArray();
  return new Map(own.map(({ entryId, position }) => [entryId, position]));
};

const rowToSource = (row: RecordRow, device: string | null): DeskSource => {
  const { recordId, declarationId, officer, wallMs, held, merging } = row;
  const untouched = (entryId: string): SubjectState => ({
    amended: [],
    conflicts: [],
    heads: [entryId],
    voiding: null,
    overtaken: [],
  });
  return {
    recordId,
    declarationId,
    atMs: wallMs + (row.offsetMs ?? 0),
    by: { officer, wallMs, device },
    declaration: {
      ...(merging?.declaration ?? untouched(held.declaration.entryId)),
      data: row.declaration,
    },
    crossing: { ...(merging?.crossing ?? untouched(held.crossing.entryId)), data: row.crossing },
  };
};
