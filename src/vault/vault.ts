import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Random } from '#domain/core/random.ts';

/** Bytes of a key, of the vault or of a unit. */
export const keyBytes = 32;
const nonceBytes = 24;
const blindBytes = 8;

/** Something personal was to be written and no key was there. */
export class VaultLocked extends Error {
  override readonly name = 'VaultLocked';
  constructor() {
    super('the vault is locked');
  }
}

/**
 * The tablet's key, in memory and nowhere else, and what is done with it. Synchronous, because IndexedDB
 * ends a transaction that waits for anything else.
 */
export type Vault = {
  /** The officer whose PIN opened it; null: it is locked. */
  readonly holder: () => string | null;
  /** Takes the key of 32 bytes that an officer's PIN opened. */
  readonly open: (key: Uint8Array, officerId: string) => void;
  /** Lets what is half done be finished, then drops the key. */
  readonly lock: () => Promise<void>;
  /** @param finish is waited for before the key is dropped. @returns stop */
  readonly beforeLock: (finish: () => Promise<unknown>) => () => void;
  /** @returns stop */
  readonly subscribe: (listener: () => void) => () => void;
  /** Nonce and ciphertext, bound to a place. @throws VaultLocked */
  readonly seal: (plain: Uint8Array, place: string) => Uint8Array;
  /** null: it is locked, or the bytes were not sealed here for this place. */
  readonly unseal: (sealed: Uint8Array, place: string) => Uint8Array | null;
  /** What a word is indexed under: equal words give equal tokens, and nobody without the key can tell of what. @throws VaultLocked */
  readonly blind: (word: string) => string;
  /** False: nothing is sealed. Only a test's control ever has it so. */
  readonly isSealing: boolean;
};

type Keys = { readonly seal: Uint8Array; readonly index: ReturnType<typeof hmac.create> };

const longestFinishMs = 3_000;

const derive = (key: Uint8Array, purpose: string): Uint8Array =>
  hkdf(sha256, key, undefined, utf8ToBytes(`chot ${purpose} 1`), keyBytes);

export const createVault = (random: Random, isSealing = true): Vault => {
  let keys: Keys | null = null;
  let holder: string | null = null;
  const listeners = new Set<() => void>();
  const finishers = new Set<() => Promise<unknown>>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const held = (): Keys => {
    if (keys === null) throw new VaultLocked();
    return keys;
  };
  return {
    isSealing,
    holder: () => holder,
    open: (key, officerId) => {
      keys = { seal: derive(key, 'rows'), index: hmac.create(sha256, derive(key, 'index')) };
      holder = officerId;
      tell();
    },
    lock: async () => {
      const late = new Promise((resolve) => setTimeout(resolve, longestFinishMs));
      await Promise.race([Promise.allSettled([...finishers].map((finish) => finish())), late]);
      keys?.seal.fill(0);
      keys?.index.destroy();
      keys = null;
      holder = null;
      tell();
    },
    beforeLock: (finish) => {
      finishers.add(finish);
      return () => finishers.delete(finish);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seal: (plain, place) => sealUnder(held().seal, plain, place, random),
    unseal: (sealed, place) => (keys === null ? null : unsealUnder(keys.seal, sealed, place)),
    blind: (word) => {
      const { index } = held();
      if (!isSealing) return word;
      const tag = index.clone().update(utf8ToBytes(word)).digest();
      return bytesToHex(tag.subarray(0, blindBytes));
    },
  };
};

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
