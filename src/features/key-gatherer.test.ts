import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyGatherer } from './key-gatherer.ts';

const type = (keys: readonly string[], gapMs: number): (string | null)[] => {
  const gatherer = createKeyGatherer();
  return keys.map((key, index) => gatherer.press(key, 1_000 + index * gapMs));
};

describe('a scanner that types', () => {
  it('[KEYS-1] gives its whole text at its Enter, whatever the text is (seed 63)', () => {
    const letter = fc
      .string({ minLength: 1, maxLength: 1, unit: 'grapheme' })
      .filter((one) => /^.$/su.test(one));
    fc.assert(
      fc.property(fc.array(letter, { minLength: 6, maxLength: 900 }), (letters) => {
        const shifted = letters.flatMap((one) => ['Shift', one]);
        expect(type([...shifted, 'Enter'], 4).at(-1)).toBe(letters.join(''));
      }),
      { seed: 63 },
    );
  });

  it('[KEYS-1] leaves alone what a hand types, and a few keys', () => {
    expect(type('036190012345'.split('').concat('Enter'), 120).at(-1)).toBeNull();
    expect(type(['1', '2', 'Enter'], 4).at(-1)).toBeNull();
  });
});
