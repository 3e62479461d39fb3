import { createDecipheriv, createECDH, ECDH, hkdfSync } from 'node:crypto';
import { fail, ok } from '#domain/core/result.ts';
import {
  isSealed,
  readSealedFrame,
  sealingInfo,
  type OpenFrame,
  type SealedFrame,
} from '#domain/log/sealed-frame.ts';
import type { SealingKeyPair } from './sealing-keys.ts';

/** Keys that were derived lately: a tablet seals a whole day to one. */
const remembered = 4096;

/**
 * Opens what was sealed to these keys. One derivation costs as much as opening thirty entries, and a
 * tablet's entries share theirs.
 */
export const frameOpener = (keys: readonly SealingKeyPair[]): OpenFrame => {
  const secretById = new Map(keys.map(({ keyId, d }) => [keyId, Buffer.from(d, 'base64url')]));
  const derivedByName = new Map<string, Buffer>();

  const keyOf = (sealed: SealedFrame): Buffer | null => {
    const secret = secretById.get(sealed.keyId);
    if (secret === undefined) return null;
    const name = Buffer.from(
      sealed.header.buffer,
      sealed.header.byteOffset,
      sealed.header.length - 4,
    );
    const known = derivedByName.get(name.toString('latin1'));
    if (known !== undefined) return known;
    const derived = deriveKey(secret, sealed);
    if (derivedByName.size >= remembered) {
      for (const oldest of derivedByName.keys()) {
        derivedByName.delete(oldest);
        break;
      }
    }
    derivedByName.set(name.toString('latin1'), derived);
    return derived;
  };

  return (frame) => {
    if (!isSealed(frame)) return ok(frame);
    const sealed = readSealedFrame(frame);
    if (sealed === null) return unopened;
    try {
      const key = keyOf(sealed);
      return key === null ? unopened : ok(decrypt(key, sealed));
    } catch {
      // A point that lies on no curve, or a tag that does not fit.
      return unopened;
    }
  };
};

const unopened = fail({ code: 'entry/unopened' as const });

const deriveKey = (secret: Uint8Array, { keyId, ephemeral }: SealedFrame): Buffer => {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(secret);
  const point = ECDH.convertKey(ephemeral, 'prime256v1', undefined, undefined, 'uncompressed');
  const shared = ecdh.computeSecret(Buffer.from(point));
  return Buffer.from(hkdfSync('sha256', shared, '', sealingInfo(keyId, ephemeral), 32));
};

const decrypt = (key: Buffer, { nonce, header, ciphertext, tag }: SealedFrame): Uint8Array => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(header);
  decipher.setAuthTag(tag);
  const plain = decipher.update(ciphertext);
  decipher.final();
  return plain;
};
