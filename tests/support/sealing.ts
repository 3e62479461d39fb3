import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import { frameOpener } from '../../sync-server/services/sealing/open-frames.ts';
import {
  openSealingKeys,
  type SealingKeyPair,
} from '../../sync-server/services/sealing/sealing-keys.ts';
import { fileURLToPath } from 'node:url';

/** Two key pairs that are secret to nobody, the older one first. */
export const testKeys: readonly SealingKeyPair[] = openSealingKeys(
  fileURLToPath(new URL('../fixtures/sealing/keys.json', import.meta.url)),
  0,
);

export const openTestFrame: OpenFrame = frameOpener(testKeys);
