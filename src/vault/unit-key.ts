import { hexToBytes } from '@noble/hashes/utils.js';
import type { Unlock } from '#domain/officer/officer.ts';
import { signInKeyOf } from '#domain/officer/sign-in-proof.ts';
import { unitKeyContext } from '#domain/officer/unit-key-context.ts';

const nonceBytes = 12;

/** What a right PIN opens, 32 bytes each: the unit's key, and what proves the PIN to the server. */
export type PinOpens = { readonly unitKey: Uint8Array; readonly signInKey: Uint8Array };

/** Null: the PIN is wrong. Nothing else says whether a PIN is right. */
export const openUnitKey = async (
  pin: string,
  unlock: Unlock,
  unitId: string,
): Promise<PinOpens | null> => {
  const { algorithm: _argon2id, salt, wrappedKey, ...cost } = unlock;
  const { deriveFromPin } = await import('./argon2.ts');
  const raw = Uint8Array.from(await deriveFromPin(pin, cost, hexToBytes(salt)));
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
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
    return { unitKey: new Uint8Array(opened), signInKey: signInKeyOf(raw) };
  } catch {
    return null;
  }
};
