import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAddenda, type KnownClosing, type PlacedSaying } from './find-addenda.ts';

const shiftId = 'hn-01/2021-07-14/2';
const id = (number: number): string =>
  `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const closing: KnownClosing = {
  shiftId,
  receivedAtMs: 1_000,
  countersignature: 'a.b.c',
  logs: [{ logId: id(1), position: 10, digest: 'ab'.repeat(32), records: 5 }],
};
const saying = (change: Partial<PlacedSaying>): PlacedSaying => ({
  logId: id(1),
  position: 11,
  entryId: id(50),
  kind: 'crossing.recorded',
  about: [{ recordId: id(60), shiftId }],
  officer: 'cb-01',
  deviceName: 'Máy 1',
  wallMs: 0,
  receivedAtMs: 2_000,
  ...change,
});

describe('what comes after a shift was closed', () => {
  it('[CLOSE-6] is everything of it behind the signed positions, and nothing else', () => {
    const told = findAddenda(closing, [
      saying({ entryId: id(51) }),
      saying({ entryId: id(52), kind: 'crossing.voided' }),
      saying({ entryId: id(53), kind: 'declaration.amended' }),
      // Known when it was closed.
      saying({ position: 10 }),
      // Of another shift, and nothing about a record.
      saying({ about: [{ recordId: id(61), shiftId: 'hn-01/2021-07-14/3' }] }),
      saying({ kind: 'pad.issued', about: [] }),
    ]);
    expect(told.map(({ what }) => what)).toEqual(['recorded', 'voided', 'amended']);
  });

  it('[CLOSE-6] of a log that was not named, what arrived after the closing', () => {
    const late = saying({ logId: id(2), position: 1 });
    expect(findAddenda(closing, [late])).toHaveLength(1);
    expect(findAddenda(closing, [{ ...late, receivedAtMs: 900 }])).toEqual([]);
  });

  it('[CLOSE-6] of a log that was not named by who signed without the server, all of it', () => {
    const arrivedBefore = saying({ logId: id(2), position: 1, receivedAtMs: 900 });
    const alone = { ...closing, countersignature: null };
    expect(findAddenda(alone, [arrivedBefore])).toHaveLength(1);
    expect(findAddenda(alone, [saying({ position: 10 })])).toEqual([]);
  });

  it('[CLOSE-6] never depends on the order in which they are looked at', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      saying({ entryId: id(100 + index), position: 5 + index, receivedAtMs: 2_000 - index }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: many.length }), (shuffled) => {
        expect(findAddenda(closing, shuffled)).toEqual(findAddenda(closing, many));
      }),
    );
  });
});
