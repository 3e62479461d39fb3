import { fail, ok, type Result } from '#domain/core/result.ts';
import type { Store } from '../../store/store.ts';
import { toPublic, type SealingKeyPair } from './sealing-keys.ts';

/**
 * Tells every tablet of keys that this ledger has not told of yet.
 * @returns a refusal when the ledger told of a key that is no longer there: what was sealed to it is unreadable
 */
export const announceKeys = async (
  store: Store,
  keys: readonly SealingKeyPair[],
): Promise<Result<void, string>> => {
  const told = (await store.listSealingKeys()).map(({ keyId }) => keyId);
  const held = keys.map(({ keyId }) => keyId);
  const missing = told.filter((keyId) => !held.includes(keyId));
  if (missing.length > 0) {
    return fail(
      `The sealing keys ${missing.join(', ')} are missing, and with them what tablets sealed to them. Put the file of sealing keys back that belongs to this database.`,
    );
  }
  const untold = keys.filter(({ keyId }) => !told.includes(keyId));
  if (untold.length > 0) {
    await store.transact((tx) =>
      tx.appendFeed(
        'reference',
        untold.map((key) => ({ kind: 'sealing-key', audience: null, body: toPublic(key) })),
      ),
    );
  }
  return ok(undefined);
};
