import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * A UUIDv7 (RFC 9562 §5.7). The time bits only give index locality; nothing is ever ordered by them.
 * @param wallMs Unix time in milliseconds
 * @param random 10 random bytes
 */
export const uuidV7 = (wallMs: number, random: Uint8Array): string => {
  const bytes = new Uint8Array(16);
  const timeMs = Math.max(0, Math.floor(wallMs));
  for (let index = 0; index < 6; index += 1) {
    bytes[index] = Math.floor(timeMs / 2 ** (8 * (5 - index))) % 256;
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
};
