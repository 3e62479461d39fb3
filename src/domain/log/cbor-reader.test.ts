import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { decode, encode, rfc8949EncodeOptions, Tagged } from 'cborg';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainCbor } from './cbor-reader.ts';

const seed = 8949;

const options = { ...rfc8949EncodeOptions, ignoreUndefinedProperties: true };

/** What the reader of all CBOR makes of it, with the tags that frames have. */
const decodeWhole = (bytes: Uint8Array): { value: unknown } | null => {
  try {
    const asText = (read: () => unknown) => bytesToHex(read() as Uint8Array);
    const asUuid = (read: () => unknown) =>
      asText(read).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const tags = { 23: asText, 37: asUuid };
    return { value: decode(bytes, { rejectDuplicateMapKeys: true, strict: true, tags }) };
  } catch {
    return null;
  }
};

const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('pass', 'motorbike', 'Nguyễn Thị Đào', '\uFEFFx', '🛵'),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.uint8Array({ minLength: 16, maxLength: 16 }).map((id) => new Tagged(37, id)),
    fc.uint8Array({ maxLength: 40 }).map((hash) => new Tagged(23, hash)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ maxLength: 12 }), tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('the quick reader of CBOR', () => {
  it(`[FRAME-7] reads what it reads as the whole reader does (seed ${seed})`, () => {
    let read = 0;
    fc.assert(
      fc.property(value, (one) => {
        const bytes = encode(one, options);
        const quick = readPlainCbor(bytes);
        if (quick === null) return;
        read += 1;
        expect(quick).toEqual(decodeWhole(bytes));
      }),
      { seed, numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(1500);
  });

  it(`[FRAME-7] never reads what the whole reader refuses, nor anything else out of it (seed ${seed})`, () => {
    const damage = fc.tuple(fc.nat(400), fc.nat(255));
    fc.assert(
      fc.property(value, fc.array(damage, { minLength: 1, maxLength: 3 }), (one, damages) => {
        const bytes = encode(one, options);
        for (const [at, byte] of damages) bytes[at % bytes.length] = byte;
        const quick = readPlainCbor(bytes);
        expect(quick).toEqual(quick === null ? null : decodeWhole(bytes));
      }),
      { seed, numRuns: 6000 },
    );
  });

  it('[FRAME-7] gives up on claims, depth and ends that are not there', () => {
    const strange = [
      [],
      [0x18, 0x01],
      [0x9a, 0xff, 0xff, 0xff, 0xff],
      [0xba, 0x00, 0xff, 0xff, 0xff, 0x60],
      [...Array<number>(40).fill(0x81), 0x80],
      [0x01, 0x01],
      [0xa2, 0x61, 0x61, 0x01, 0x61, 0x61, 0x02],
      [0xa1, 0x68, ...utf8ToBytes('toString'), 0x01],
      [0xa1, 0x69, ...utf8ToBytes('__proto__'), 0xa0],
      [0x1b, 0x00, 0x20, 0, 0, 0, 0, 0, 0],
      [0xf9, 0x7e, 0x00],
      [0x62, 0xc3, 0x28],
      [0x7f, 0x61, 0x61, 0xff],
    ];
    for (const bytes of strange) expect(readPlainCbor(Uint8Array.from(bytes))).toBeNull();
  });
});
