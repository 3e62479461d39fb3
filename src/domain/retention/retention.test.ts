import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSmallCells, type StatisticCell } from './crossing-statistics.ts';
import { isHeld } from './legal-hold.ts';
import { retentionSchema, serverRules, usualRetention } from './server-rules.ts';

const cell: StatisticCell = { unitId: 'hn-01', fromMs: 0, question: 'age', answer: '0-5' };

describe('numbers that could be somebody', () => {
  it('[KEEP-11] are not told, nor what would give them away', () => {
    const told = (...counts: number[]) =>
      hideSmallCells(counts.map((crossings) => ({ ...cell, crossings }))).map(
        ({ crossings }) => crossings,
      );
    expect(told(12, 7, 5)).toEqual([12, 7, 5]);
    expect(told(12, 4, 7)).toEqual([12, null, null]);
    expect(told(1, 40, 3)).toEqual([null, 40, null]);
    expect(told(2)).toEqual([null]);
    expect(told()).toEqual([]);
  });

  it('[KEEP-11] never leave a single hidden cell that the sum would tell', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2 }), (counts) => {
        const told = hideSmallCells(counts.map((crossings) => ({ ...cell, crossings })));
        const hidden = told.filter(({ crossings }) => crossings === null);
        expect(hidden.length).not.toBe(1);
        expect(told.every(({ crossings }) => crossings === null || crossings >= 5)).toBe(true);
      }),
      { seed: 3 },
    );
  });
});

describe('the rules', () => {
  it('[KEEP-10] are complete by themselves, each with its reason and within its bounds', () => {
    for (const [name, { days, least, most, because }] of Object.entries(serverRules)) {
      expect(usualRetention).toMatchObject({ [name]: days });
      expect(days).toBeGreaterThanOrEqual(least);
      expect(days).toBeLessThanOrEqual(most);
      expect(because).toMatch(/\w/);
    }
  });

  it('[KEEP-10] take what an operator decides, and refuse what would break their reason', () => {
    expect(retentionSchema.parse({ identified: 25 })).toEqual({
      ...usualRetention,
      identified: 25,
    });
    for (const wrong of [
      { identified: 20 },
      { identified: 365 },
      { identified: 60, referred: 50 },
      { identifed: 25 },
      { endings: 30 },
    ]) {
      expect(retentionSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

it('[KEEP-5] a hold keeps by either time, and keeps what cannot be read', () => {
  const hold = {
    holdId: 'h',
    unitId: 'hn-01',
    shiftId: 's',
    fromMs: 1000,
    untilMs: 2000,
    subjectIds: null,
  };
  const entry = {
    unitId: 'hn-01',
    shiftId: 's',
    subjectId: null,
    // Minted at 1,500 ms.
    entryId: '00000000-05dc-7000-8000-000000000000',
    receivedAtMs: 9000,
  };
  expect(isHeld(entry, [hold])).toBe(true);
  expect(isHeld({ ...entry, shiftId: null }, [hold])).toBe(true);
  expect(isHeld({ ...entry, shiftId: 'other' }, [hold])).toBe(false);
  expect(isHeld({ ...entry, unitId: 'hn-02' }, [hold])).toBe(false);
  const late = { ...entry, entryId: '00000000-2328-7000-8000-000000000000' };
  expect(isHeld(late, [hold])).toBe(false);
  expect(isHeld({ ...late, receivedAtMs: 1500 }, [hold])).toBe(true);
});
