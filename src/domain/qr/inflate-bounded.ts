import { inflateSync, unzlibSync } from 'fflate';

/** What a code may inflate to: several times the longest honest one. */
const inflatedLimitBytes = 8 * 1024;

/** Null when it is damaged or grows beyond the limit; never takes more room than that. */
const bounded = (bytes: Uint8Array, inflate: (out: Uint8Array) => Uint8Array) => {
  if (bytes.length === 0) return null;
  try {
    // One byte more than the limit, so that what does not fit shows.
    const inflated = inflate(new Uint8Array(inflatedLimitBytes + 1));
    return inflated.length > inflatedLimitBytes ? null : inflated;
  } catch {
    return null;
  }
};

/** Raw DEFLATE (RFC 1951) that starts from a dictionary. */
export const inflateRaw = (bytes: Uint8Array, dictionary: Uint8Array): Uint8Array | null =>
  bounded(bytes, (out) => inflateSync(bytes, { out, dictionary }));

/** With the header of zlib (RFC 1950). */
export const inflateZlib = (bytes: Uint8Array): Uint8Array | null =>
  bounded(bytes, (out) => unzlibSync(bytes, { out }));
