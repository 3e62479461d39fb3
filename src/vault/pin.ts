import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { PinVerifier } from '#domain/officer/officer.ts';

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const usualIterations = 600_000;

export const verifyPin = async (pin: string, verifier: PinVerifier): Promise<boolean> => {
  const hash = await derive(pin, hexToBytes(verifier.salt), verifier.iterations);
  const expected = hexToBytes(verifier.hash);
  return (
    hash.reduce((difference, byte, index) => difference | (byte ^ (expected[index] ?? 0)), 0) === 0
  );
};

/** @param salt 16 random bytes */
export const makePinVerifier = async (
  pin: string,
  salt: Uint8Array,
  iterations = usualIterations,
): Promise<PinVerifier> => ({
  algorithm: 'PBKDF2-SHA-256',
  iterations,
  salt: bytesToHex(salt),
  hash: bytesToHex(await derive(pin, salt, iterations)),
});

const derive = async (pin: string, salt: Uint8Array, iterations: number): Promise<Uint8Array> => {
  const secret = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: Uint8Array.from(salt), iterations },
    key,
    256,
  );
  return new Uint8Array(bits);
};
