import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Result } from '../core/result.ts';

/**
 * A frame that only the server can read: `3 ‖ key id (8) ‖ ephemeral public key (33, compressed) ‖
 * counter (4, big-endian) ‖ AES-256-GCM ciphertext and tag` of a frame of another version. The key is
 * HKDF-SHA-256 (RFC 5869) over the ECDH secret of the two P-256 keys, without salt, with `sealingInfo`;
 * the nonce is the counter behind eight zero bytes, and everything before the ciphertext is authenticated.
 */
export const sealedVersion = 3;

const keyIdBytes = 8;
const pointBytes = 33;
const headerBytes = 1 + keyIdBytes + pointBytes + 4;
const tagBytes = 16;

export type SealedFrame = {
  /** Lower-case hex. */
  readonly keyId: string;
  /** Compressed point (SEC 1 §2.3.3). */
  readonly ephemeral: Uint8Array;
  readonly nonce: Uint8Array;
  /** What is authenticated and not hidden. */
  readonly header: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
};

/** Opens what was sealed to one's own keys; any other frame is open already. */
export type OpenFrame = (frame: Uint8Array) => Result<Uint8Array, { code: 'entry/unopened' }>;

export const isSealed = (frame: Uint8Array): boolean => frame[0] === sealedVersion;

/** @returns null when it is too short to be one */
export const readSealedFrame = (frame: Uint8Array): SealedFrame | null => {
  if (!isSealed(frame) || frame.length <= headerBytes + tagBytes) return null;
  const header = frame.subarray(0, headerBytes);
  return {
    keyId: bytesToHex(frame.subarray(1, 1 + keyIdBytes)),
    ephemeral: frame.subarray(1 + keyIdBytes, 1 + keyIdBytes + pointBytes),
    nonce: counterToNonce(header.subarray(headerBytes - 4)),
    header,
    ciphertext: frame.subarray(headerBytes, -tagBytes),
    tag: frame.subarray(-tagBytes),
  };
};

/** @param counter of the entries under this ephemeral key; none is ever used twice */
export const sealedHeader = (keyId: string, ephemeral: Uint8Array, counter: number): Uint8Array => {
  const header = concatBytes(
    Uint8Array.of(sealedVersion),
    hexToBytes(keyId),
    ephemeral,
    new Uint8Array(4),
  );
  new DataView(header.buffer).setUint32(headerBytes - 4, counter);
  return header;
};

/** Binds the key to what it is for and to both public keys, of which the id names the server's. */
export const sealingInfo = (keyId: string, ephemeral: Uint8Array): Uint8Array =>
  concatBytes(utf8ToBytes('chot entry 3'), hexToBytes(keyId), ephemeral);

export const nonceOf = (header: Uint8Array): Uint8Array =>
  counterToNonce(header.subarray(headerBytes - 4));

const counterToNonce = (counter: Uint8Array): Uint8Array => concatBytes(new Uint8Array(8), counter);
