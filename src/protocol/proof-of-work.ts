import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const zeroBits = (hash: Uint8Array): number => {
  let bits = 0;
  for (const byte of hash) {
    bits += byte === 0 ? 8 : Math.clz32(byte) - 24;
    if (byte !== 0) break;
  }
  return bits;
};

/**
 * Whether a counter proves that somebody worked for this one declaration: SHA-256 of
 * `<challenge>.<declarationId>.<counter>` begins with at least so many zero bits.
 */
export const isProofOf = (
  { challenge, bits }: { readonly challenge: string; readonly bits: number },
  declarationId: string,
  counter: number,
): boolean => zeroBits(sha256(utf8ToBytes(`${challenge}.${declarationId}.${counter}`))) >= bits;

/**
 * Works for a while.
 * @param from where to begin, so that a page may draw between two attempts
 * @returns the counter, or null when none of the next `tries` is one
 */
export const findProof = (
  asked: { readonly challenge: string; readonly bits: number },
  declarationId: string,
  from: number,
  tries: number,
): number | null => {
  for (let counter = from; counter < from + tries; counter += 1) {
    if (isProofOf(asked, declarationId, counter)) return counter;
  }
  return null;
};
