import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { SealingKeyPair } from './sealing-keys.ts';

/** Seals the server's own secrets under the file of sealing keys, which no copy of the database holds. */
export type SecretBox = {
  /** @param name what the secret is and whose: it opens under no other */
  readonly seal: (name: string, secret: string) => string;
  /** A text that was never sealed is one from before there was a box. @throws SecretUnopened */
  readonly open: (name: string, kept: string) => string;
  /** Whether it is sealed under the newest key. */
  readonly isFresh: (kept: string) => boolean;
};

/** The file of sealing keys is not the one that belongs to the database, or the value was moved or changed. */
export class SecretUnopened extends Error {}

const sealedPattern = /^sealed:1:([0-9a-f]{16}):([\w-]+)$/;
const nonceBytes = 12;
const tagBytes = 16;

/** @param keys at least one; the newest seals, any of them opens */
export const createSecretBox = (
  keys: readonly SealingKeyPair[],
  random: (size: number) => Uint8Array,
): SecretBox => {
  const keyById = new Map(keys.map((pair) => [pair.keyId, deriveKey(pair)]));
  const newest = keys.toSorted((one, other) => other.madeAtMs - one.madeAtMs)[0]?.keyId ?? '';

  const keyOf = (keyId: string): Buffer => {
    const key = keyById.get(keyId);
    if (key === undefined) throw new SecretUnopened(`sealed under the missing key ${keyId}`);
    return key;
  };

  return {
    seal: (name, secret) => {
      const nonce = random(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(newest), nonce);
      cipher.setAAD(Buffer.from(name));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const whole = Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
      return `sealed:1:${newest}:${whole.toString('base64url')}`;
    },
    open: (name, kept) => {
      const [, keyId, text = ''] = sealedPattern.exec(kept) ?? [];
      if (keyId === undefined) return kept;
      const key = keyOf(keyId);
      const whole = Buffer.from(text, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, whole.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(whole.subarray(-tagBytes));
        const opened = decipher.update(whole.subarray(nonceBytes, -tagBytes));
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch {
        throw new SecretUnopened(`what stands under ${name} does not open`);
      }
    },
    isFresh: (kept) => sealedPattern.exec(kept)?.[1] === newest,
  };
};

/** A key of its own, so that no secret is sealed under what opens entries. */
const deriveKey = ({ keyId, d }: SealingKeyPair): Buffer =>
  Buffer.from(
    hkdfSync('sha256', Buffer.from(d, 'base64url'), '', `chot server secrets 1 ${keyId}`, 32),
  );
