import type { Declaration } from '#domain/declaration/declaration.ts';
import type { ChotDatabase } from './database.ts';
import { isStanding } from './is-standing.ts';
import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';
import { numberToken } from './search-tokens.ts';

/** A record of this tablet that bears a number already. */
export type KeptBefore = {
  readonly recordId: string;
  readonly fullName: string;
  readonly wallMs: number;
};

/**
 * The record that a sheet of paper became, void or not, or null: each serial is printed once, and a sheet that was
 * typed has been seen, whatever became of it.
 */
export const findKeptSerial = (db: ChotDatabase, serial: string): Promise<KeptBefore | null> =>
  findNewest(db, serial, ({ declaration }) => declaration.paperSerial === serial);

/** The person's last record in this shift that is not void, by the number of a document, or null. */
export const findKeptDocument = (
  db: ChotDatabase,
  document: Pick<Declaration, 'docType'> & { readonly docNumber: string },
  shiftId: string,
): Promise<KeptBefore | null> =>
  findNewest(
    db,
    document.docNumber,
    (row) =>
      isStanding(row) &&
      row.shiftId === shiftId &&
      row.declaration.docType === document.docType &&
      row.declaration.docNumber === document.docNumber,
  );

/** What the person with this document last declared since then and was not made void, or null. */
export const findFormerDeclaration = async (
  db: ChotDatabase,
  document: Pick<Declaration, 'docType'> & { readonly docNumber: string },
  sinceMs: number,
): Promise<Declaration | null> => {
  const newest = await findNewestRow(
    db,
    document.docNumber,
    (row) =>
      isStanding(row) &&
      row.wallMs >= sinceMs &&
      row.declaration.docType === document.docType &&
      row.declaration.docNumber === document.docNumber,
  );
  return newest?.declaration ?? null;
};

const findNewest = async (
  db: ChotDatabase,
  number: string,
  isMeant: (row: RecordRow) => boolean,
): Promise<KeptBefore | null> => {
  const newest = await findNewestRow(db, number, isMeant);
  if (newest === undefined) return null;
  const { recordId, declaration, wallMs } = newest;
  return { recordId, fullName: declaration.fullName, wallMs };
};

const findNewestRow = async (
  db: ChotDatabase,
  number: string,
  isMeant: (row: RecordRow) => boolean,
): Promise<RecordRow | undefined> => {
  if (db.vault.holder() === null) return undefined;
  const rows = await db.records.where('tokens').equals(numberToken(db.vault, number)).toArray();
  return rows
    .filter((row) => isReadable(row) && isMeant(row))
    .toSorted((a, b) => b.wallMs - a.wallMs)[0];
};
