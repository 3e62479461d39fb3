import { Dexie } from 'dexie';
import type { StorageEngine } from '../../src/store/database.ts';

/** Every row as it lies in IndexedDB, by table, past whatever the tablet puts in between. */
export const readRawRows = async (
  name: string,
  engine: StorageEngine,
): Promise<Record<string, Record<string, unknown>[]>> => {
  const raw = await new Dexie(name, engine).open();
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const table of raw.backendDB().objectStoreNames) {
    rows[table] = await raw.table<Record<string, unknown>>(table).toArray();
  }
  raw.close();
  return rows;
};

/** Rows as a text in which bytes are read as the letters they would be. */
export const rowsToText = (rows: readonly unknown[]): string =>
  JSON.stringify(rows, (_, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );
