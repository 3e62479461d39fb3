import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Random } from '#domain/core/random.ts';
import type { Keyring } from './vault.ts';

/** Bytes of a key, of the vault or of a unit. */
export const keyBytes = 32;
const nonceBytes = 24;
const blindBytes = 8;

/** What is done with the tablet's key of 32 bytes. A module of its own, brought in when a PIN is typed. */
export const createKeyring = (key: Uint8Array, random: Random): Keyring => {
  const rows = derive(key, 'rows');
  const index = hmac.create(sha256, derive(key, 'index'));
  return {
    seal: (plain, place) => sealUnder(rows, plain, place, random),
    unseal: (sealed, place) => unsealUnder(rows, sealed, place),
    blind: (word) => {
      const tag = index.clone().update(utf8ToBytes(word)).digest();
      return bytesToHex(tag.subarray(0, blindBytes));
    },
    destroy: () => {
      rows.fill(0);
      index.destroy();
    },
  };
};

const derive = (key: Uint8Array, purpose: string): Uint8Array =>
  hkdf(sha256, key, undefined, utf8ToBytes(`chot ${purpose} 1`), keyBytes);

/** XChaCha20-Poly1305: a random nonce of 24 bytes never meets itself. */
export const sealUnder = (
  key: Uint8Array,
  plain: Uint8Array,
  place: string,
  random: Random,
): Uint8Array => {
  const nonce = random(nonceBytes);
  const sealed = xchacha20poly1305(key, nonce, utf8ToBytes(place)).encrypt(plain);
  const whole = new Uint8Array(nonceBytes + sealed.length);
  whole.set(nonce);
  whole.set(sealed, nonceBytes);
  return whole;
};

/** @returns null when the key, the place or the bytes are others */
export const unsealUnder = (
  key: Uint8Array,
  sealed: Uint8Array,
  place: string,
): Uint8Array | null => {
  try {
    const nonce = sealed.subarray(0, nonceBytes);
    return xchacha20poly1305(key, nonce, utf8ToBytes(place)).decrypt(sealed.subarray(nonceBytes));
  } catch {
    return null;
  }
};
