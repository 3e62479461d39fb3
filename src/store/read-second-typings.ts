import type { Declaration } from '#domain/declaration/declaration.ts';
import type { ChotDatabase } from './database.ts';
import { readAbout } from './merge-record.ts';

/** What somebody else read on the sheet of a record. */
export type SecondTyping = {
  readonly entryId: string;
  readonly officer: string;
  readonly wallMs: number;
  readonly declaration: Declaration;
};

/** Second readings of a declaration's sheet, the earliest first. */
export const readSecondTypings = async (
  db: ChotDatabase,
  declarationId: string,
): Promise<SecondTyping[]> => {
  const about = await readAbout(db, [declarationId]);
  return about
    .filter((entry) => entry.kind === 'declaration.typed-again')
    .map(({ entryId, officer, time, data }) => ({
      entryId,
      officer,
      wallMs: time.wall,
      declaration: data.declaration,
    }))
    .toSorted((left, right) => (left.entryId < right.entryId ? -1 : 1));
};
