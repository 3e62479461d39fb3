import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesToUuidText } from '../core/uuid.ts';

/**
 * Reads the CBOR (RFC 8949) that our own entries are made of, several times as fast as a reader of all
 * CBOR. Whatever it has not been taught is none of its business: it says so, and somebody else decides.
 * @param inPlace byte strings are views of `bytes`, which must then never change; otherwise copies
 */
export const readPlainCbor = (
  bytes: Uint8Array,
  inPlace = false,
): { readonly value: unknown } | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const reader = { bytes, view, at: 0, inPlace };
  try {
    const value = readValue(reader, 0);
    return reader.at === bytes.length ? { value } : null;
  } catch (error) {
    if (error === unusual || error instanceof RangeError) return null;
    throw error;
  }
};

type Reader = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly inPlace: boolean;
  at: number;
};

/** Thrown when the reader gives up. */
const unusual = new Error('unusual CBOR');

const deepest = 12;

const readValue = (reader: Reader, depth: number): unknown => {
  const head = reader.view.getUint8(reader.at);
  reader.at += 1;
  const major = head >> 5;
  const small = head & 31;
  if (major === 7) return readSimple(reader, small);
  const argument = readArgument(reader, small);
  switch (major) {
    case 0:
      return argument;
    case 1:
      return -1 - argument;
    case 2: {
      const found = readBytes(reader, argument);
      return reader.inPlace ? found : new Uint8Array(found);
    }
    case 3:
      return readText(reader, argument);
    case 4:
      return readArray(reader, argument, depth + 1);
    case 5:
      return readMap(reader, argument, depth + 1);
    default:
      return readTagged(reader, argument);
  }
};

/** Always in the fewest bytes, as deterministic CBOR has it (§4.2.1). */
const readArgument = (reader: Reader, small: number): number => {
  if (small < 24) return small;
  const { view, at } = reader;
  let argument: number;
  let least: number;
  if (small === 24) {
    [argument, least] = [view.getUint8(at), 24];
    reader.at += 1;
  } else if (small === 25) {
    [argument, least] = [view.getUint16(at), 0x100];
    reader.at += 2;
  } else if (small === 26) {
    [argument, least] = [view.getUint32(at), 0x1_0000];
    reader.at += 4;
  } else if (small === 27) {
    [argument, least] = [
      view.getUint32(at) * 0x1_0000_0000 + view.getUint32(at + 4),
      0x1_0000_0000,
    ];
    reader.at += 8;
  } else throw unusual;
  if (argument < least || argument >= Number.MAX_SAFE_INTEGER) throw unusual;
  return argument;
};

const readSimple = (reader: Reader, small: number): unknown => {
  const { view, at } = reader;
  let float: number;
  if (small === 20) return false;
  if (small === 21) return true;
  if (small === 22) return null;
  if (small === 26) {
    float = view.getFloat32(at);
    reader.at += 4;
  } else if (small === 27) {
    float = view.getFloat64(at);
    reader.at += 8;
  } else throw unusual;
  if (!Number.isFinite(float)) throw unusual;
  return float;
};

const readBytes = (reader: Reader, length: number): Uint8Array => {
  const end = reader.at + length;
  if (end > reader.bytes.length) throw unusual;
  const bytes = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return bytes;
};

const readArray = (reader: Reader, length: number, depth: number): unknown[] => {
  // Each element takes a byte at least: a claim beyond that is not worth the room.
  if (depth > deepest || length > reader.bytes.length - reader.at) throw unusual;
  const values: unknown[] = [];
  for (let index = 0; index < length; index += 1) values.push(readValue(reader, depth));
  return values;
};

const readMap = (reader: Reader, length: number, depth: number): unknown => {
  if (depth > deepest || 2 * length > reader.bytes.length - reader.at) throw unusual;
  const map: Record<string, unknown> = {};
  for (let index = 0; index < length; index += 1) {
    const head = reader.view.getUint8(reader.at);
    reader.at += 1;
    if (head >> 5 !== 3) throw unusual;
    const key = readText(reader, readArgument(reader, head & 31));
    // Twice the same, or a name that every object has.
    if (map[key] !== undefined) throw unusual;
    map[key] = readValue(reader, depth);
  }
  return map;
};

/** IANA CBOR tags 37, a UUID, and 23, base16: both stand for text, see `frame.ts`. */
const readTagged = (reader: Reader, tag: number): string => {
  const head = reader.view.getUint8(reader.at);
  reader.at += 1;
  if (head >> 5 !== 2) throw unusual;
  const bytes = readBytes(reader, readArgument(reader, head & 31));
  if (tag === 23) return bytesToHex(bytes);
  if (tag === 37 && bytes.length === 16) return bytesToUuidText(bytes);
  throw unusual;
};

/** Keys and answers come again and again: each is decoded once and found by its bytes. */
const knownTexts: { readonly bytes: Uint8Array; readonly text: string }[] = [];
const knownSlots = 4096;
const longestKnown = 40;

const readText = (reader: Reader, length: number): string => {
  const { bytes, at } = reader;
  const end = at + length;
  if (end > bytes.length) throw unusual;
  reader.at = end;
  if (length > longestKnown) return decodeText(bytes, at, end);
  let hash = length;
  for (let index = at; index < end; index += 1) {
    hash = (Math.imul(hash, 31) + (bytes[index] ?? 0)) | 0;
  }
  const slot = (hash ^ (hash >>> 12)) & (knownSlots - 1);
  const known = knownTexts[slot];
  if (known !== undefined && isAt(known.bytes, bytes, at, length)) return known.text;
  const text = decodeText(bytes, at, end);
  knownTexts[slot] = { bytes: bytes.slice(at, end), text };
  return text;
};

const isAt = (known: Uint8Array, bytes: Uint8Array, at: number, length: number): boolean => {
  if (known.length !== length) return false;
  for (let index = 0; index < length; index += 1) {
    if (known[index] !== bytes[at + index]) return false;
  }
  return true;
};

/** UTF-8 (RFC 3629) of one to three bytes a character; longer ones are rare enough to be unusual. */
const decodeText = (bytes: Uint8Array, start: number, end: number): string => {
  let text = '';
  for (let at = start; at < end;) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      at += 1;
      continue;
    }
    const second = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
    if (second >> 6 !== 2 || first < 0xc2 || first > 0xef) throw unusual;
    if (first < 0xe0) {
      text += String.fromCharCode(((first & 31) << 6) | (second & 63));
      at += 2;
      continue;
    }
    const third = at + 2 < end ? (bytes[at + 2] ?? 0) : 0;
    const code = ((first & 15) << 12) | ((second & 63) << 6) | (third & 63);
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (third >> 6 !== 2 || code < 0x800 || isSurrogate || code === 0xfeff) throw unusual;
    text += String.fromCharCode(code);
    at += 3;
  }
  return text;
};
