import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPictureReader,
  isPictureFrame,
  pictureLimitBytes,
  showAsPictures,
} from '#domain/carry/picture-run.ts';
import { createDice } from '../simulator/dice.ts';

const seed = 35;
const show = (file: Uint8Array, blockBytes?: number) => {
  const run = showAsPictures(file, blockBytes);
  if (run === null) throw new Error('it fits');
  return run;
};
const sizes = fc.record({
  length: fc.integer({ min: 1, max: 9_000 }),
  blockBytes: fc.constantFrom(16, 64, 124, 400),
  dice: fc.integer({ min: 1, max: 1_000_000 }),
  missed: fc.double({ min: 0, max: 0.9, noNaN: true }),
  begin: fc.integer({ min: 0, max: 5_000 }),
});

describe('a file as a run of pictures', () => {
  it(`[CARRY-11] comes back from any frames that are enough, in any order, begun anywhere (seed ${seed})`, () => {
    fc.assert(
      fc.property(sizes, ({ length, blockBytes, dice: diceSeed, missed, begin }) => {
        const dice = createDice(diceSeed);
        const file = dice.bytes(length);
        const run = show(file, blockBytes);
        const reader = createPictureReader();
        let seen = 0;
        for (let seq = begin; reader.file() === null; seq += 1) {
          if (dice.happens(missed)) continue;
          // Some are met again, and later ones before.
          const shown = dice.happens(0.2) ? begin + dice.below(seq - begin + 8) : seq;
          const outcome = reader.offer(run.frameAt(shown));
          expect(['new', 'known', 'whole']).toContain(outcome);
          if (outcome !== 'known' && shown === seq) seen += 1;
          expect(seq - begin).toBeLessThan(60 * (run.least + 40));
        }
        expect(Buffer.compare(reader.file() ?? new Uint8Array(), file)).toBe(0);
        expect(reader.have()).toBe(run.least);
        expect(seen).toBeLessThanOrEqual(run.least);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('[CARRY-11] needs hardly more sums than blocks, though every block itself was missed', () => {
    const dice = createDice(seed);
    const run = show(dice.bytes(600 * 64), 64);
    const beyond = [0, 1, 2, 3].map((from) => {
      const reader = createPictureReader();
      const first = run.least + 100_000 * from;
      let seq = first;
      while (reader.offer(run.frameAt(seq)) !== 'whole') seq += 1;
      return seq + 1 - first - run.least;
    });
    expect(Math.max(...beyond)).toBeLessThanOrEqual(12);
  });

  it('[CARRY-11] goes on where it was interrupted, and holds to the file it began with', () => {
    const dice = createDice(seed);
    const one = show(dice.bytes(3_000), 124);
    const other = show(dice.bytes(3_000), 124);
    const recut = show(dice.bytes(3_000), 64);
    const reader = createPictureReader();
    for (let seq = 0; seq < 10; seq += 1) reader.offer(one.frameAt(seq));
    for (let seq = 0; seq < 80; seq += 1) {
      expect(reader.offer(other.frameAt(seq))).toBe('other');
      expect(reader.offer(recut.frameAt(seq))).toBe('other');
    }
    expect(reader.have()).toBe(10);
    for (let seq = 200; reader.offer(one.frameAt(seq)) !== 'whole'; seq += 1) {
      expect(seq).toBeLessThan(260);
    }
    expect(reader.offer(one.frameAt(3))).toBe('whole');
  });

  it(`[CARRY-12] hostile frames give the right file or none, and take no more room than a file may have (seed ${seed})`, () => {
    const dice = createDice(seed);
    const outcomes = new Set<string>();
    for (let turn = 0; turn < 200; turn += 1) {
      const file = dice.bytes(1 + dice.below(2_000));
      const run = show(file, 64);
      const reader = createPictureReader();
      for (let seq = 0; seq < 2 * run.least + 40; seq += 1) {
        const frame = run.frameAt(seq);
        if (dice.happens(0.15)) {
          const place = dice.below(frame.length);
          frame[place] = (frame[place] ?? 0) ^ (1 + dice.below(255));
        }
        outcomes.add(
          reader.offer(dice.happens(0.1) ? frame.subarray(0, dice.below(frame.length)) : frame),
        );
      }
      const read = reader.offer(run.frameAt(0)) === 'whole' ? reader.file() : file;
      expect(Buffer.compare(read ?? new Uint8Array(), file)).toBe(0);
    }
    expect([...outcomes].toSorted()).toEqual(['damaged', 'known', 'new', 'none', 'other', 'whole']);
    expect(showAsPictures(new Uint8Array(pictureLimitBytes + 1))).toBeNull();
    const boast = show(dice.bytes(100), 64).frameAt(0);
    const view = new DataView(boast.buffer);
    for (const [length, blockBytes] of [
      [0xffff_ffff, 64],
      [pictureLimitBytes, 64],
      [0, 64],
      [100, 0],
      [100, 63],
      [100, 65_532],
    ]) {
      view.setUint32(19, length ?? 0);
      view.setUint16(23, blockBytes ?? 0);
      expect(createPictureReader().offer(boast)).toBe('none');
    }
  });

  it(`[CARRY-12] no bytes make it throw, and no text is taken for a frame (seed ${seed})`, () => {
    const reader = createPictureReader();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.boolean(), (rest, begins) => {
        const bytes = Uint8Array.from([...(begins ? [0xff, 0x43, 1] : []), ...rest]);
        expect(['none', 'other', 'new', 'known']).toContain(reader.offer(bytes));
      }),
      { seed, numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 40, maxLength: 80 }), (text) => {
        expect(isPictureFrame(Buffer.from(text, 'utf8'))).toBe(false);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('[CARRY-10] the frames are published as vectors', () => {
    const vectors = JSON.parse(
      readFileSync(new URL('../fixtures/carry/picture-run.json', import.meta.url), 'utf8'),
    ) as { file: string; blockBytes: number; frames: { seq: number; frame: string }[] }[];
    expect(vectors.length).toBeGreaterThan(1);
    for (const { file, blockBytes, frames } of vectors) {
      const run = show(new Uint8Array(Buffer.from(file, 'hex')), blockBytes);
      for (const { seq, frame } of frames) {
        expect(Buffer.from(run.frameAt(seq)).toString('hex')).toBe(frame);
      }
    }
  });
});
