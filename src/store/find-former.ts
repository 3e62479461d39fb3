import type { Declaration } from '#domain/declaration/declaration.ts';
import type { ChotDatabase } from './database.ts';
import { isStanding } from './is-standing.ts';
import type { RecordRow } from './rows.ts';
import { numberToken } from './search-tokens.ts';

/** A crossing of this tablet's that says something about who stands here now. */
export type FormerCrossing = {
  readonly recordId: string;
  readonly wallMs: number;
  readonly declaration: Declaration;
};

const newestOf = (rows: readonly RecordRow[]): FormerCrossing | null => {
  const [newest] = rows.toSorted((one, other) => other.wallMs - one.wallMs);
  if (newest === undefined) return null;
  const { recordId, wallMs, declaration } = newest;
  return { recordId, wallMs, declaration };
};

/** The person's last crossing here whose declaration still holds, by the number of a document, or null. */
export const findFormer = async (
  { records, vault }: ChotDatabase,
  docNumber: string,
  nowMs: number,
): Promise<FormerCrossing | null> => {
  if (vault.holder() === null) return null;
  const rows = await records.where('tokens').equals(numberToken(vault, docNumber)).toArray();
  return newestOf(
    rows.filter(
      (row) =>
        isStanding(row) &&
        row.declaration.docNumber === docNumber &&
        Date.parse(row.declaration.validUntil) > nowMs,
    ),
  );
};

/** The last crossing since then in which this code was read, by its hash or what it says it is, or null. */
export const findSameCode = async (
  { records, vault }: ChotDatabase,
  code: string,
  sinceMs: number,
): Promise<FormerCrossing | null> => {
  if (vault.holder() === null) return null;
  const rows = await records
    .where('kin')
    .equals(vault.blind(`code ${code}`))
    .toArray();
  return newestOf(
    rows.filter(
      (row) =>
        isStanding(row) &&
        (row.crossing.signedId ?? row.crossing.codeHash) === code &&
        row.wallMs >= sinceMs,
    ),
  );
};
