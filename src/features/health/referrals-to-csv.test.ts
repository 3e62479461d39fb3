import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReferralCard } from '#protocol/referrals.ts';
import { wordsFor } from '../../i18n/words.ts';
import { referralsToCsv } from './referrals-to-csv.ts';

const cardOf = (fullName: string): ReferralCard => ({
  unitId: 'hn-01',
  recordId: '507f7fbf-fea9-79c3-87fe-dd20cde84ae7',
  state: 'raised',
  raisedAtMs: Date.UTC(2026, 10, 23),
  sinceMs: Date.UTC(2026, 10, 23),
  dueAtMs: null,
  causes: ['cough'],
  isVoid: false,
  lines: [],
  declaration: { fullName, phone: '+84912345678' },
  crossing: {},
});
const csvOf = (name: string) =>
  referralsToCsv([cardOf(name)], (key, params) => wordsFor('vi', key, params), null);

/** The cells of the one person, read as RFC 4180 says. */
const cellsOf = (csv: string): string[] => {
  const body = csv.slice(csv.indexOf('\r\n') + 2);
  return [...body.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
};

describe('the queue as a table', () => {
  it('[HEALTH-4] is what spreadsheets read in Vietnamese', () => {
    const csv = csvOf('Nguyễn Thị Đào');
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(cellsOf(csv)).toEqual(expect.arrayContaining(['Nguyễn Thị Đào', '0912 345 678', 'Ho']));
  });

  it('[HEALTH-4] has no cell that a spreadsheet would reckon, and none that ends early', () => {
    const text = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '"', ''), fc.string());
    fc.assert(
      fc.property(text, ([first, rest]) => {
        const [name, ...others] = cellsOf(csvOf(first + rest));
        expect(others).toHaveLength(8);
        expect(name).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(name?.replace(/^'(?=[=+\-@\t\r\n])/, '')).toBe(first + rest);
      }),
    );
  });
});
