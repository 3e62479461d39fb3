import { createEntrySealer } from '../../src/vault/entry-sealer.ts';
import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import { frameOpener } from '../../sync-server/services/sealing/open-frames.ts';
import { termHasher } from '../../sync-server/services/search-terms.ts';
import {
  openSealingKeys,
  toPublic,
  type SealingKeyPair,
} from '../../sync-server/services/sealing/sealing-keys.ts';
import { fileURLToPath } from 'node:url';

/** Two key pairs that are secret to nobody, the older one first. */
export const testKeys: readonly SealingKeyPair[] = openSealingKeys(
  fileURLToPath(new URL('../fixtures/sealing/keys.json', import.meta.url)),
  0,
);

export const openTestFrame: OpenFrame = frameOpener(testKeys);

export const hashTestTerm = termHasher(testKeys);

/** The same entries as a tablet of its own would have sealed them. */
export const sealAll = async <One extends { readonly frame: Uint8Array<ArrayBuffer> }>(
  entries: readonly One[],
): Promise<One[]> => {
  const [to] = testKeys.map(toPublic).toReversed();
  if (!to) throw new Error('There are test keys.');
  const seal = createEntrySealer();
  return Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      frame: new Uint8Array(await seal(entry.frame, to)),
    })),
  );
};
