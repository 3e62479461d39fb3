import { Dexie, type Table } from 'dexie';
import type { StorageEngine } from '../../src/store/database.ts';

/** A whole database as text: `{ "$bytes": base64 }` stands for bytes. */
export type DatabaseDump = {
  readonly version: number;
  /** The keys of each table, as Dexie writes them. */
  readonly stores: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
};

const toPlain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toPlain);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toPlain(each)]))
    : value;
};

const fromPlain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fromPlain(each)]));
};

const keysOf = ({ schema }: Table): string =>
  [schema.primKey, ...schema.indexes].map(({ src }) => src).join(', ');

/** Every row of every table, as it would be written into a fixture. */
export const dumpDatabase = async (db: Dexie): Promise<DatabaseDump> => {
  const tables: Record<string, unknown[]> = {};
  for (const table of db.tables) tables[table.name] = (await table.toArray()).map(toPlain);
  const stores = Object.fromEntries(db.tables.map((table) => [table.name, keysOf(table)]));
  return { version: db.verno, stores, tables };
};

/** Puts a dump onto a disk as the version that wrote it had it there. */
export const restoreDatabase = async (
  name: string,
  engine: StorageEngine,
  { version, stores, tables }: DatabaseDump,
): Promise<void> => {
  const db = new Dexie(name, engine);
  db.version(version).stores(stores);
  for (const [table, rows] of Object.entries(tables)) {
    await db.table(table).bulkAdd(rows.map(fromPlain));
  }
  db.close();
};
