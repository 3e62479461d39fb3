import type { ChotDatabase } from './database.ts';
import { kinTokens } from './kin-tokens.ts';
import type { RecordRow } from './rows.ts';
import { sealedTables, type Sealable } from './sealed-tables.ts';
import { searchTokens } from './search-tokens.ts';
import { readSetting } from './settings.ts';

const rowsAtOnce = 100;

/**
 * Seals the rows that were written before there were keys, a few in each transaction: a page that ends
 * in the middle goes on at the next unlock. The log is not touched. @throws VaultLocked
 */
export const sealOldRows = async (db: ChotDatabase): Promise<void> => {
  if ((await readSetting(db, 'unsealed')) === null) return;
  for (const name of sealedTables) await sealTable(db, name);
  await db.settings.delete('unsealed');
};

const sealTable = async (db: ChotDatabase, name: string): Promise<void> => {
  const table = db.table<Sealable, string>(name);
  let after = '';
  for (;;) {
    const seen = await db.transaction('rw', table, async () => {
      const keys = await table.where(':id').above(after).limit(rowsAtOnce).primaryKeys();
      const rows = (await table.bulkGet(keys)).filter((row) => row !== undefined);
      const old = rows.filter(({ unsealed }) => unsealed === true);
      await table.bulkPut(old.map((row) => (name === 'records' ? blindAgain(db, row) : bare(row))));
      return keys;
    });
    const last = seen.at(-1);
    if (last === undefined) return;
    after = last;
  }
};

const bare = <Row extends Sealable>({ unsealed: _unsealed, ...row }: Row) => row;

const blindAgain = (db: ChotDatabase, row: Sealable): Sealable => {
  // Rows of `records` that were never sealed are whole ones.
  const { declaration, crossing } = row as RecordRow;
  return {
    ...bare(row),
    tokens: searchTokens(db.vault, declaration),
    kin: kinTokens(db.vault, crossing, declaration),
  } as RecordRow;
};
