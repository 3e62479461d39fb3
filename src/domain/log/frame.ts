import { decode, encode, rfc8949EncodeOptions, Tagged } from 'cborg';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { deflateSync, inflateSync } from 'fflate';
import { fail, ok, type Result } from '../core/result.ts';
import { hexToUuid, uuidToHex } from '../core/uuid.ts';
import { readPlainCbor } from './cbor-reader.ts';
import { sealedVersion } from './sealed-frame.ts';
import { frameDictionary } from './frame-dictionary.ts';

/** Bytes of one frozen entry at most, and of what it inflates to. */
const frameLimitBytes = 64 * 1024;

/** Plain CBOR; what the first release froze, and readable for ever. */
const plainVersion = 1;
/** CBOR with compact ids, deflated with the preset dictionary. */
const deflatedVersion = 2;

export type FrameFault = {
  code: 'entry/too-large' | 'entry/unreadable' | 'entry/newer-frame' | 'entry/unopened';
};

/** Freezes a value: one version byte, then its deterministic CBOR (RFC 8949 §4.2.1), deflated. */
export const valueToFrame = (value: unknown): Result<Uint8Array, FrameFault> => {
  const body = encode(withCompactIds(value), {
    ...rfc8949EncodeOptions,
    ignoreUndefinedProperties: true,
  });
  if (body.length > frameLimitBytes) return fail({ code: 'entry/too-large' });
  const deflated = deflateSync(body, { dictionary: frameDictionary, level: 9 });
  const frame = new Uint8Array(deflated.length + 1);
  frame[0] = deflatedVersion;
  frame.set(deflated, 1);
  return ok(frame);
};

/** Reads a frame of any version. Never throws, and never takes more memory than the limit. */
export const frameToValue = (frame: Uint8Array): Result<unknown, FrameFault> => {
  if (frame.length > frameLimitBytes) return fail({ code: 'entry/too-large' });
  if (frame.length === 0) return fail({ code: 'entry/unreadable' });
  const body = frame.subarray(1);
  switch (frame[0]) {
    case plainVersion:
      return bodyToValue(body);
    case deflatedVersion: {
      const inflated = inflate(body);
      return inflated.ok ? bodyToValue(inflated.value) : inflated;
    }
    case sealedVersion:
      return fail({ code: 'entry/unopened' });
    default:
      return fail({ code: 'entry/newer-frame' });
  }
};

/**
 * One byte more than the limit, so that what does not fit shows. Shared by all calls, which is why
 * nothing read from it may be a view of it.
 */
const inflateRoom = new Uint8Array(frameLimitBytes + 1);

const inflate = (body: Uint8Array): Result<Uint8Array, FrameFault> => {
  if (body.length === 0) return fail({ code: 'entry/unreadable' });
  try {
    const inflated = inflateSync(body, { dictionary: frameDictionary, out: inflateRoom });
    if (inflated.length > frameLimitBytes) return fail({ code: 'entry/too-large' });
    return ok(inflated);
  } catch {
    return fail({ code: 'entry/unreadable' });
  }
};

const bodyToValue = (body: Uint8Array): Result<unknown, FrameFault> => {
  const plain = readPlainCbor(body);
  if (plain !== null) return ok(plain.value);
  try {
    return ok(decode(body, { rejectDuplicateMapKeys: true, strict: true, tags: compactIdTags }));
  } catch {
    return fail({ code: 'entry/unreadable' });
  }
};

/** IANA CBOR tags: 37, a UUID as its 16 bytes (RFC 9562 §4); 23, bytes meant as base16 (RFC 8949 §3.4.5.2). */
const uuidTag = 37;
const base16Tag = 23;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const base16Pattern = /^(?:[0-9a-f]{2}){8,}$/;

/** Random ids and hashes do not deflate, so each is written as the bytes that its text stands for. */
const withCompactIds = (value: unknown): unknown => {
  if (typeof value === 'string') {
    if (uuidPattern.test(value)) return new Tagged(uuidTag, hexToBytes(uuidToHex(value)));
    return base16Pattern.test(value) ? new Tagged(base16Tag, hexToBytes(value)) : value;
  }
  if (Array.isArray(value)) return value.map(withCompactIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withCompactIds(each)]),
  );
};

const compactIdTags = {
  [uuidTag]: (readContent: () => unknown): string => {
    const bytes = readContent();
    if (!(bytes instanceof Uint8Array) || bytes.length !== 16) throw new TypeError('not a UUID');
    return hexToUuid(bytesToHex(bytes));
  },
  [base16Tag]: (readContent: () => unknown): string => {
    const bytes = readContent();
    if (!(bytes instanceof Uint8Array)) throw new TypeError('not bytes');
    return bytesToHex(bytes);
  },
};
