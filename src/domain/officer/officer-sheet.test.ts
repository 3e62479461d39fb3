import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvToRows, rowsToCsv } from '../core/csv.ts';
import { officersToRows, parseOfficerRows, type KnownOfficer } from './officer-sheet.ts';
import { roleSchema } from './officer.ts';

const unitIds = ['hn-01', 'qh-001', 'tt-789'] as const;
const known = { officers: [], unitIds: new Set(unitIds) };
const name = fc
  .string({ minLength: 1, maxLength: 80, unit: 'grapheme' })
  .map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim().replace(/^'+/, ''))
  .filter((text) => text.length >= 1 && text.length <= 80 && text.trim() === text);
const officer: fc.Arbitrary<KnownOfficer> = fc.record({
  officerId: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/),
  name,
  role: fc.constantFrom(...roleSchema.options),
  unitId: fc.constantFrom(...unitIds, null),
});
const officers = fc.uniqueArray(officer, {
  minLength: 1,
  maxLength: 8,
  selector: ({ officerId }) => officerId,
});
const sheet = (...rows: string[]) => csvToRows(rows.join('\n'));
const headings = 'Họ và tên;Mã cán bộ;Vai trò;Mã đơn vị;Ghi chú';

describe('the spreadsheet of people', () => {
  it('[UNIT-11] what is exported is imported as the same people, and a second time changes nothing', () => {
    fc.assert(
      fc.property(officers, (all) => {
        const rows = csvToRows(rowsToCsv(officersToRows(all)));
        expect(parseOfficerRows(rows, known)).toEqual({ added: all, same: 0, faults: [] });
        const again = parseOfficerRows(rows, { ...known, officers: all });
        expect(again).toEqual({ added: [], same: all.length, faults: [] });
      }),
    );
  });

  it('[UNIT-12] every fault is told with its row and column, and what stands there', () => {
    const held = { officerId: 'cb-9', name: 'Lê Văn Chín', role: 'tracer', unitId: null } as const;
    const { added, same, faults } = parseOfficerRows(
      sheet(
        headings,
        'Nguyễn Văn Một;cb-1;phiếu giấy;hn-01;',
        ';cb 2;Tướng;hn-99;mới',
        'Trần Văn Ba;cb-1;supervisor;hn-01;',
        '',
        'Lê Văn Chín;cb-9;Truy vết;hn-01;',
        `${'A'.repeat(81)};cb-4;Quét mã;toàn thành phố;`,
      ),
      { ...known, officers: [held] },
    );
    expect(added).toEqual([
      { officerId: 'cb-1', name: 'Nguyễn Văn Một', role: 'paper-officer', unitId: 'hn-01' },
    ]);
    expect(same).toBe(0);
    expect(faults.map(({ row, column, code, text }) => [row, column, code, text])).toEqual([
      [3, 'name', 'officers/missing', ''],
      [3, 'officerId', 'officers/bad-id', 'cb 2'],
      [3, 'role', 'officers/bad-role', 'Tướng'],
      [3, 'unitId', 'officers/unknown-unit', 'hn-99'],
      [4, 'officerId', 'officers/same-id', 'cb-1 (2)'],
      [6, 'officerId', 'officers/known-otherwise', 'cb-9'],
      [7, 'name', 'officers/too-long', 'A'.repeat(81)],
    ]);
  });

  it('[UNIT-12] a sheet of something else is said to be none', () => {
    const codesOf = (...rows: string[]) =>
      parseOfficerRows(sheet(...rows), known).faults.map(({ code, column }) => [code, column]);
    expect(codesOf('Tên;Loại', 'a;b')).toEqual([['officers/no-headings', 'officerId']]);
    expect(codesOf(headings, ';;;;')).toEqual([['officers/no-rows', null]]);
    const many = Array.from({ length: 10_001 }, (_, index) => `A;a-${index};tracer;hn-01;`);
    expect(codesOf(headings, ...many)).toEqual([['officers/too-many', null]]);
  });
});
