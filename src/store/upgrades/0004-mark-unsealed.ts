import type { Transaction } from 'dexie';
import type { CursorRow } from '../rows.ts';
import { sealedTables, type Sealable } from '../sealed-tables.ts';

/** Rows from before there were keys: they work as they are until somebody unlocks the tablet and seals them. */
export const markUnsealed = async (tx: Transaction): Promise<void> => {
  let marked = 0;
  for (const name of sealedTables) {
    marked += await tx
      .table<Sealable>(name)
      .toCollection()
      .modify((row) => {
        row.unsealed = true;
      });
  }
  // Officers who can unlock are in the feed, perhaps behind what an older page has read.
  await tx.table<CursorRow>('cursors').where('scope').equals('reference').modify({ cursor: 0 });
  if (marked > 0) await tx.table('settings').put({ key: 'unsealed', value: true });
};
