import { createPublicKey, generateKeyPairSync, hash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { sealingKeySchema, type SealingKey } from '#domain/log/sealing-key.ts';

/** A key pair that entries are sealed to: the public part as tablets know it, and the secret. */
const keyPairSchema = sealingKeySchema.extend({ d: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
export type SealingKeyPair = z.infer<typeof keyPairSchema>;

const fileSchema = z.array(keyPairSchema).min(1);

/** Every pair of the file, oldest first; a file that is not there yet is made with one pair. */
export const openSealingKeys = (path: string, nowMs: number): readonly SealingKeyPair[] => {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    writeWhole(path, [makeKeyPair(nowMs)]);
  }
  return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
};

/** Adds a pair, to which everything is sealed from then on; what was sealed before stays readable. */
export const addSealingKey = (path: string, nowMs: number): readonly SealingKeyPair[] => {
  const keys = [...openSealingKeys(path, nowMs), makeKeyPair(nowMs)];
  writeWhole(path, keys);
  return keys;
};

export const toPublic = ({ keyId, madeAtMs, jwk }: SealingKeyPair): SealingKey => ({
  keyId,
  madeAtMs,
  jwk,
});

const makeKeyPair = (madeAtMs: number): SealingKeyPair => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y, d } = privateKey.export({ format: 'jwk' });
  const point = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-65);
  const keyId = hash('sha256', point, 'hex').slice(0, 16);
  return keyPairSchema.parse({ keyId, madeAtMs, jwk: { kty, crv, x, y }, d });
};

/** The whole file or the one before it, also after a power cut: without it the ledger cannot be read. */
const writeWhole = (path: string, keys: readonly SealingKeyPair[]): void => {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, `${JSON.stringify(keys, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
};
