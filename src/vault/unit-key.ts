import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Random } from '#domain/core/random.ts';
import type { Unlock } from '#domain/officer/officer.ts';
import { signInKeyOf } from '#domain/officer/sign-in-proof.ts';
import { unitKeyContext } from '#domain/officer/unit-key-context.ts';

const nonceBytes = 12;
const saltBytes = 16;

/** What a right PIN opens, 32 bytes each: the unit's key, and what proves the PIN to the server. */
export type PinOpens = { readonly unitKey: Uint8Array; readonly signInKey: Uint8Array };

/** Null: the PIN is wrong. Nothing else says whether a PIN is right. */
export const openUnitKey = async (
  pin: string,
  unlock: Unlock,
  unitId: string,
): Promise<PinOpens | null> => {
  const { algorithm: _argon2id, salt, wrappedKey, ...cost } = unlock;
  const { key, signInKey } = await derivePinKeys(pin, cost, hexToBytes(salt));
  const wrapped = hexToBytes(wrappedKey);
  try {
    const opened = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: wrapped.slice(0, nonceBytes),
        additionalData: Uint8Array.from(unitKeyContext(unitId)),
      },
      key,
      wrapped.slice(nonceBytes),
    );
    return { unitKey: new Uint8Array(opened), signInKey };
  } catch {
    return null;
  }
};

/** Wraps the unit's key for another PIN, at the cost that the former one had. */
export const wrapUnitKey = async (
  pin: string,
  { algorithm, memoryKiB, iterations, parallelism }: Unlock,
  unitKey: Uint8Array,
  unitId: string,
  random: Random,
): Promise<{ readonly unlock: Unlock; readonly signInKey: Uint8Array }> => {
  const cost = { memoryKiB, iterations, parallelism };
  const salt = random(saltBytes);
  const { key, signInKey } = await derivePinKeys(pin, cost, salt);
  const iv = Uint8Array.from(random(nonceBytes));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: Uint8Array.from(unitKeyContext(unitId)) },
    key,
    Uint8Array.from(unitKey),
  );
  const wrappedKey = bytesToHex(iv) + bytesToHex(new Uint8Array(sealed));
  return { unlock: { algorithm, ...cost, salt: bytesToHex(salt), wrappedKey }, signInKey };
};

const derivePinKeys = async (
  pin: string,
  cost: Pick<Unlock, 'memoryKiB' | 'iterations' | 'parallelism'>,
  salt: Uint8Array,
): Promise<{ readonly key: CryptoKey; readonly signInKey: Uint8Array }> => {
  const { deriveFromPin } = await import('./argon2.ts');
  const raw = Uint8Array.from(await deriveFromPin(pin, cost, salt));
  const uses = ['encrypt', 'decrypt'] as const;
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, uses);
  return { key, signInKey: signInKeyOf(raw) };
};
