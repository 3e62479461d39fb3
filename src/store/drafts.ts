import type { FormInput } from '#domain/declaration/form.ts';
import { numberIn, tellingKeys } from '#domain/declaration/number-in.ts';
import type { ChotDatabase } from './database.ts';
import { isReadable } from './sealed-tables.ts';
import type { DraftRow } from './rows.ts';

export const readDraft = async (db: ChotDatabase, draftId: string): Promise<DraftRow | null> => {
  const row = await db.drafts.get(draftId);
  return row !== undefined && isReadable(row) ? row : null;
};

/** What an officer has begun and not kept, last touched first. */
export const listDrafts = async (
  db: ChotDatabase,
  officerId: string,
  limit = 200,
): Promise<DraftRow[]> => {
  const rows = await db.drafts
    .where('[officerId+updatedAt]')
    .between([officerId, 0], [officerId, Number.MAX_SAFE_INTEGER])
    .reverse()
    .limit(limit)
    .toArray();
  return rows.filter(isReadable);
};

/** The sheet of paper that an officer has in work: the draft touched last, if it is one to be kept anew; or null. */
export const readPaperInWork = async (
  db: ChotDatabase,
  officerId: string,
): Promise<DraftRow | null> => {
  const [last] = await listDrafts(db, officerId, 1);
  const isPaper = last?.channel === 'paper' && last.amends === undefined;
  return isPaper && last.again === undefined ? last : null;
};

/** What officers began who work here no more, last touched first. */
export const listAbandonedDrafts = async (db: ChotDatabase, limit = 200): Promise<DraftRow[]> => {
  const rows = await db.drafts.filter(isReadable).toArray();
  const known = new Set(
    await db.reference
      .where('[kind+id]')
      .between(['officer', ''], ['officer', '\uffff'])
      .primaryKeys()
      .then((keys) => keys.map(([, id]) => id)),
  );
  return rows
    .filter(({ officerId }) => !known.has(officerId))
    .toSorted((left, right) => right.updatedAt - left.updatedAt)
    .slice(0, limit);
};

/** Sheets begun and not kept on this tablet, by whomever. */
export const countDrafts = (db: ChotDatabase): Promise<number> => db.drafts.count();

/** The draft of an officer that bears one of the numbers a code fills in, or null. */
export const findDraftLike = async (
  db: ChotDatabase,
  officerId: string,
  input: FormInput,
): Promise<DraftRow | null> => {
  const drafts = await listDrafts(db, officerId);
  const isSame = (draft: DraftRow): boolean =>
    tellingKeys.some((key) => {
      const number = numberIn(input, key);
      return number !== '' && number === numberIn(draft.input, key);
    });
  return drafts.find(isSame) ?? null;
};
