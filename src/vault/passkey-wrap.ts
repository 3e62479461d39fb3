import { hexToBytes, bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Random } from '#domain/core/random.ts';

const nonceBytes = 12;

/** AES-256-GCM under HKDF-SHA256 (RFC 5869) of what a passkey's PRF gave; nonce, ciphertext and tag as hex. */
export const wrapUnderPasskey = async (
  prf: Uint8Array,
  key: Uint8Array,
  boundTo: string,
  random: Random,
): Promise<string> => {
  const iv = Uint8Array.from(random(nonceBytes));
  const additionalData = Uint8Array.from(utf8ToBytes(boundTo));
  const under = await wrappingKey(prf);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    under,
    Uint8Array.from(key),
  );
  return bytesToHex(iv) + bytesToHex(new Uint8Array(sealed));
};

/** Null: another passkey, another binding, or damaged. */
export const openWithPasskey = async (
  prf: Uint8Array,
  wrapped: string,
  boundTo: string,
): Promise<Uint8Array | null> => {
  const bytes = hexToBytes(wrapped);
  const additionalData = Uint8Array.from(utf8ToBytes(boundTo));
  const under = await wrappingKey(prf);
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes.slice(0, nonceBytes), additionalData },
      under,
      bytes.slice(nonceBytes),
    );
    return new Uint8Array(opened);
  } catch {
    return null;
  }
};

const wrappingKey = async (prf: Uint8Array): Promise<CryptoKey> => {
  const material = await crypto.subtle.importKey('raw', Uint8Array.from(prf), 'HKDF', false, [
    'deriveKey',
  ]);
  const info = Uint8Array.from(utf8ToBytes('chot passkey 1'));
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
};
