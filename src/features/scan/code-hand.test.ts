import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyHand,
  putAwayCodes,
  seeCode,
  takeCode,
  watchAgain,
  type CodeHand,
} from './code-hand.ts';

const inHand = (hand: CodeHand): string[] =>
  [hand.shown, ...hand.beside].filter((text) => text !== null);

describe('codes in hand', () => {
  it('[SCAN-1] the camera never replaces what is shown; a picture comes to the front', () => {
    const fromCamera = seeCode(seeCode(emptyHand, 'A', 0), 'B', 55);
    expect(fromCamera).toMatchObject({ shown: 'A', beside: ['B'] });
    const fromPicture = takeCode(fromCamera, 'C');
    expect(fromPicture).toMatchObject({ shown: 'C', beside: ['A', 'B'] });
    expect(seeCode(fromPicture, 'A', 110)).toBe(fromPicture);
    expect(putAwayCodes(fromPicture, ['C'], 120)).toMatchObject({ shown: 'A', beside: ['B'] });
  });

  it('[SCAN-2] a code put away stays away until it has left the picture', () => {
    let hand = putAwayCodes(seeCode(emptyHand, 'A', 0), ['A'], 100);
    for (let nowMs = 200; nowMs < 10_000; nowMs += 100) {
      hand = seeCode(hand, 'A', nowMs);
      expect(hand.shown).toBeNull();
    }
    expect(seeCode(watchAgain(hand, 20_000), 'A', 20_100).shown).toBeNull();
    expect(seeCode(hand, 'B', 10_000).shown).toBe('B');
    const readNowAndThen = seeCode(hand, 'A', 11_900);
    expect(readNowAndThen.shown).toBeNull();
    expect(seeCode(readNowAndThen, 'A', 14_500).shown).toBe('A');
  });

  it('[SCAN-1] whatever is seen and asked for, only putting away takes a code out of the hand (seed 61)', () => {
    const text = fc.constantFrom('A', 'B', 'C', 'D');
    const deed = fc.record({ kind: fc.constantFrom('see', 'take', 'put-away'), text });
    fc.assert(
      fc.property(fc.array(deed), (deeds) => {
        let hand = emptyHand;
        deeds.forEach((one, index) => {
          const before = inHand(hand);
          const nowMs = index * 700;
          if (one.kind === 'see') hand = seeCode(hand, one.text, nowMs);
          if (one.kind === 'take') hand = takeCode(hand, one.text);
          if (one.kind === 'put-away') hand = putAwayCodes(hand, [one.text], nowMs);
          const expected =
            one.kind === 'put-away' ? before.filter((held) => held !== one.text) : before;
          expect(inHand(hand)).toEqual(expect.arrayContaining(expected));
          expect(new Set(inHand(hand)).size).toBe(inHand(hand).length);
        });
      }),
      { seed: 61 },
    );
  });
});
