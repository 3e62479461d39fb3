import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { writeSetting } from '../store/settings.ts';
import { whyVoidKey, whyVoidSeal, type WhyVoid } from '../store/why-void.ts';
import type { Tablet } from './tablet.ts';

/** Keeps why a record is to be void while it is typed, sealed, so that a lock loses none of it. Null: it is done. */
export const keepWhyVoid = async (
  { db }: Pick<Tablet, 'db'>,
  officerId: string,
  recordId: string,
  why: WhyVoid | null,
): Promise<Result<void, SaveFailure>> => {
  try {
    const key = whyVoidKey(officerId, recordId);
    if (why === null) await db.settings.delete(key);
    else {
      const plain = utf8ToBytes(JSON.stringify(why));
      await writeSetting(db, key, {
        sealed: db.vault.seal(plain, whyVoidSeal(officerId, recordId)),
      });
    }
    return ok(undefined);
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};
