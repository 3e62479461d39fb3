import { bytesToHex } from '@noble/hashes/utils.js';
import { argon2id } from 'hash-wasm';
import { signInKeyOf } from '#domain/officer/sign-in-proof.ts';
import { unitKeyContext } from '#domain/officer/unit-key-context.ts';
import type { Unlock } from '#domain/officer/officer.ts';

/** OWASP's figure for Argon2id (Password Storage Cheat Sheet, 2025). */
const cost = { memoryKiB: 19_456, iterations: 2, parallelism: 1 } as const;
const saltBytes = 16;
const nonceBytes = 12;
export const unitKeyBytes = 32;

/** What a PIN gives: the slow part is done once. */
export type PinKeys = {
  readonly wrap: (unitKey: Uint8Array, unitId: string) => Promise<Unlock>;
  /** Lower-case hex; see `sign-in-proof.ts`. */
  readonly signInKey: string;
};

export const derivePinKeys = async (
  pin: string,
  random: (size: number) => Uint8Array,
): Promise<PinKeys> => {
  const salt = random(saltBytes);
  const raw = await argon2id({
    password: pin,
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(raw), 'AES-GCM', false, [
    'encrypt',
  ]);
  const wrap = async (unitKey: Uint8Array, unitId: string): Promise<Unlock> => {
    const iv = Uint8Array.from(random(nonceBytes));
    const additionalData = Uint8Array.from(unitKeyContext(unitId));
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      Uint8Array.from(unitKey),
    );
    const wrappedKey = bytesToHex(iv) + bytesToHex(new Uint8Array(sealed));
    return { algorithm: 'Argon2id' as const, ...cost, salt: bytesToHex(salt), wrappedKey };
  };
  return { wrap, signInKey: bytesToHex(signInKeyOf(raw)) };
};
