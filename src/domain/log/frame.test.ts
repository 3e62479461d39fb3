import { encode } from 'cborg';
import * as fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { frameDictionary } from './frame-dictionary.ts';
import { frameToValue, valueToFrame } from './frame.ts';

const seed = 20260;
const runs = { seed, numRuns: 500 };

const id = fc.uuid();
const base16 = fc
  .uint8Array({ minLength: 8, maxLength: 40 })
  .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  id,
  base16,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
);
const value = fc.dictionary(
  fc.string({ maxLength: 12 }).filter((key) => key !== '__proto__'),
  fc.oneof(leaf, fc.array(leaf, { maxLength: 5 })),
  { maxKeys: 12 },
);

const frameOf = (of: unknown): Uint8Array => {
  const frame = valueToFrame(of);
  if (!frame.ok) throw new Error(frame.error.code);
  return frame.value;
};

const faults = ['entry/unreadable', 'entry/too-large', 'entry/newer-frame', 'entry/unopened'];
/** Whatever comes, it is an answer. */
const isAnswered = (frame: Uint8Array): boolean => {
  const read = frameToValue(frame);
  return read.ok || faults.includes(read.error.code);
};

describe('a frame', () => {
  it(`[FRAME-4] gives back what was frozen, ids and hashes included (seed ${seed})`, () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(frameToValue(frameOf(original))).toEqual({ ok: true, value: { ...original } });
      }),
      runs,
    );
  });

  it(`[FRAME-4] of equal values has equal bytes, whatever the order of their keys (seed ${seed})`, () => {
    fc.assert(
      fc.property(value, (original) => {
        const turned = Object.fromEntries(Object.entries(original).toReversed());
        expect(frameOf(turned)).toEqual(frameOf(original));
      }),
      runs,
    );
  });

  it(`[FRAME-5] with flipped bits, cut short, or spliced is answered, never thrown at (seed ${seed})`, () => {
    fc.assert(
      fc.property(value, value, fc.nat(), fc.nat(7), fc.nat(), (one, other, place, bit, cut) => {
        const frame = frameOf(one);
        const flipped = Uint8Array.from(frame);
        const at = place % frame.length;
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        const shorter = frame.subarray(0, cut % frame.length);
        const spliced = Uint8Array.from([...shorter, ...frameOf(other).subarray(1)]);
        expect([flipped, shorter, spliced].every(isAnswered)).toBe(true);
      }),
      runs,
    );
  });

  it(`[FRAME-5] of any bytes at all is answered (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(1, 2, 3, 4),
        (bytes, version) => isAnswered(Uint8Array.from([version, ...bytes])),
      ),
      { seed, numRuns: 5_000 },
    );
  });

  it('[FRAME-6] that inflates beyond the limit is refused, and what follows is read all the same', () => {
    const bomb = Uint8Array.from([2, ...deflateSync(new Uint8Array(1 << 24), { level: 9 })]);
    expect(bomb.length).toBeLessThan(1 << 16);
    expect(frameToValue(bomb)).toEqual({ ok: false, error: { code: 'entry/too-large' } });
    expect(frameToValue(frameOf({ after: 'the bomb' }))).toEqual({
      ok: true,
      value: { after: 'the bomb' },
    });
  });

  it('[FRAME-6] of exactly the limit is read, of one byte more it is not', () => {
    const framed = (bytes: number) => {
      const text = 'a'.repeat(bytes - 6);
      const body = encode({ a: text });
      expect(body.length).toBe(bytes);
      return Uint8Array.from([2, ...deflateSync(body, { dictionary: frameDictionary })]);
    };
    expect(frameToValue(framed(65_536)).ok).toBe(true);
    expect(frameToValue(framed(65_537))).toEqual({ ok: false, error: { code: 'entry/too-large' } });
  });

  it('[FRAME-6] that nests without end or claims more than it has is refused', () => {
    const deflated = (body: Uint8Array) =>
      Uint8Array.from([2, ...deflateSync(body, { dictionary: frameDictionary })]);
    const nested = new Uint8Array(60_000).fill(0x81);
    const claims = Uint8Array.of(0xbb, 0, 0, 0, 1, 0, 0, 0, 0, 0x61, 0x61, 1);
    for (const body of [nested, claims]) {
      expect(frameToValue(deflated(body))).toEqual({
        ok: false,
        error: { code: 'entry/unreadable' },
      });
    }
  });
});
