import { bytesToHex } from '@noble/hashes/utils.js';

/** Sixteen bytes in the usual groups, with version and variant set (RFC 9562 §4). */
const bytesToUuid = (bytes: Uint8Array, version: number): string => {
  const marked = Uint8Array.from(bytes);
  marked[6] = ((marked[6] ?? 0) & 0x0f) | (version << 4);
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  return hexToUuid(bytesToHex(marked));
};

const hexByByte: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** The usual text of 16 bytes, as they are; the server does this for every id it reads. */
export const bytesToUuidText = (bytes: Uint8Array): string => {
  const hex = (index: number): string => hexByByte[bytes[index] ?? 0] ?? '';
  return `${hex(0)}${hex(1)}${hex(2)}${hex(3)}-${hex(4)}${hex(5)}-${hex(6)}${hex(7)}-${hex(8)}${hex(9)}-${hex(10)}${hex(11)}${hex(12)}${hex(13)}${hex(14)}${hex(15)}`;
};

/** @param hex 32 digits, lower case */
export const hexToUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );

/** The 32 digits of a UUID, lower case. */
export const uuidToHex = (uuid: string): string => uuid.replaceAll('-', '').toLowerCase();

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
  return bytesToUuid(bytes, 7);
};

/** The time that a UUIDv7 was made at, by its maker's clock, Unix milliseconds; of any other UUID, some number. */
export const uuidToMs = (uuid: string): number => Number.parseInt(uuidToHex(uuid).slice(0, 12), 16);

/**
 * A UUIDv4 (RFC 9562 §5.4), which does not tell when it was given.
 * @param random 16 random bytes
 */
export const uuidV4 = (random: Uint8Array): string => bytesToUuid(random, 4);

/**
 * A UUIDv8 (RFC 9562 §5.8): the same bytes always give the same id.
 * @param bytes 16 of a hash
 */
export const uuidV8 = (bytes: Uint8Array): string => bytesToUuid(bytes, 8);
