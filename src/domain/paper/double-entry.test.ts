import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleDeclaration } from '../../../tests/support/tablet-fixture.ts';
import { findTypingTasks, readDoubleEntry } from './double-entry.ts';
import type { PaperLine } from './paper-line.ts';
import { serialsBetween } from './serial.ts';
import { differingFields, isTypedTwice } from './typed-again.ts';

const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const serials = serialsBetween('HN01', { block: '7KQ', from: 1, to: 9_999 }).map(
  ({ serial }) => serial,
);
const by = { officer: 'lan', wallMs: 1_000 };
const set = (entry: number, perMille: number, basedOn: number[] = []): PaperLine => ({
  kind: 'double-entry.set',
  ...by,
  entryId: idOf(entry),
  basedOn: basedOn.map(idOf),
  data: { perMille },
});
const typed = (entry: number, serial: string, officer = 'lan'): PaperLine => ({
  kind: 'sheet.typed',
  ...by,
  officer,
  entryId: idOf(entry),
  declarationId: idOf(500 + entry),
  serial,
  amended: false,
});
const again = (entry: number, declaration: number, differing: string[] = []): PaperLine => ({
  kind: 'sheet.typed-again',
  ...by,
  entryId: idOf(entry),
  declarationId: idOf(500 + declaration),
  differing,
});

describe('typing a sample of sheets twice', () => {
  it('[TWICE-1] the serial alone decides, and about as many are asked for as was said', () => {
    for (const perMille of [0, 20, 50, 200, 1_000]) {
      const sampled = serials.filter((serial) => isTypedTwice(serial, perMille)).length;
      const expected = (serials.length * perMille) / 1_000;
      // Five standard deviations of a fair draw.
      expect(Math.abs(sampled - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected));
    }
    fc.assert(
      fc.property(fc.constantFrom(...serials), fc.nat(999), (serial, perMille) => {
        // Who asks for more asks for these as well.
        const isMore = isTypedTwice(serial, perMille + 1);
        expect(isMore || !isTypedTwice(serial, perMille)).toBe(true);
      }),
      { seed: 520 },
    );
  });

  it('[TWICE-2] a sheet is asked of another officer only, once, and while the paper is at hand', () => {
    const lines = [set(1, 1_000), typed(2, 'A'), typed(3, 'B', 'hoa'), typed(4, 'C')];
    const asked = (all: PaperLine[], officer: string, sinceMs = 0) =>
      findTypingTasks(all, officer, sinceMs).map(({ serial }) => serial);
    expect(asked(lines, 'hoa')).toEqual(['A', 'C']);
    expect(asked(lines, 'lan')).toEqual(['B']);
    expect(asked([...lines, again(5, 2)], 'hoa')).toEqual(['C']);
    expect(asked(lines, 'hoa', 2_000)).toEqual([]);
    expect(asked([...lines, set(6, 0, [1])], 'hoa')).toEqual([]);
  });

  it('[TWICE-3] names where two readings differ, and counts the sheets by field', () => {
    const first = sampleDeclaration({ paperSerial: 'A' });
    const other = sampleDeclaration({
      paperSerial: 'B',
      phone: '+84912345687',
      'epi.contactCase': true,
      'move.seat': '12A',
    });
    expect(differingFields(first, sampleDeclaration())).toEqual([]);
    expect(differingFields(first, other)).toEqual(['phone', 'move.seat', 'epi.contactCase']);
    const found = readDoubleEntry([
      set(1, 50),
      again(2, 2, ['phone', 'dob']),
      again(3, 3, ['phone']),
      again(4, 4),
    ]);
    expect(found).toMatchObject({
      perMille: 50,
      sheets: 3,
      errors: [
        { field: 'phone', sheets: 2 },
        { field: 'dob', sheets: 1 },
      ],
    });
  });
});
