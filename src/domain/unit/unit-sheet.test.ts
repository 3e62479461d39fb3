import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvToRows, rowsToCsv } from '../core/csv.ts';
import { compareUnits } from './compare-units.ts';
import { parseUnitRows } from './parse-unit-rows.ts';
import { unitsToRows } from './unit-sheet.ts';
import { publicUnitOf, unitKinds, unitSchema, type Unit } from './unit.ts';

const word = (most: number, least = 0) =>
  fc
    .string({ minLength: least, maxLength: most, unit: 'grapheme' })
    .map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim().replace(/^'+/, ''))
    .filter((text) => text.length >= least && text.length <= most && text.trim() === text);
const minute = fc.integer({ min: 0, max: 1439 }).map((at) => {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`;
});
const degrees = (min: number, max: number) =>
  fc.integer({ min: min * 100_000, max: max * 100_000 }).map((number) => number / 100_000);
const present = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const unit: fc.Arbitrary<Unit> = fc
  .record({
    unitId: fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/).filter((id) => !id.startsWith('-')),
    kind: fc.constantFrom(...unitKinds),
    name: word(120, 1),
    district: word(60),
    facing: word(60),
    agency: present(word(120, 1)),
    lanes: present(fc.integer({ min: 1, max: 20 })),
    hours: present(fc.record({ from: minute, until: minute })),
    position: present(fc.record({ lat: degrees(8, 23), lon: degrees(102, 117) })),
  })
  .map((one) => unitSchema.parse(one));
const units = fc.uniqueArray(unit, { minLength: 1, maxLength: 8, selector: (one) => one.unitId });

const sheet = (...rows: string[]) => csvToRows(rows.join('\n'));
const headings = 'Mã đơn vị;Loại;Tên;Số làn;Mở lúc;Đóng lúc;Vĩ độ;Kinh độ';

describe('the spreadsheet of units', () => {
  it('[UNIT-1] what is exported is imported as the same units, also through a file of text', () => {
    fc.assert(
      fc.property(units, (all) => {
        expect(parseUnitRows(unitsToRows(all))).toEqual({ units: all, faults: [] });
        const read = parseUnitRows(csvToRows(rowsToCsv(unitsToRows(all))));
        expect(read).toEqual({ units: all, faults: [] });
        expect(compareUnits(all, read.units)).toEqual({ added: [], changed: [], same: all.length });
      }),
    );
  });

  it('[UNIT-2] every fault is told with its row and column, and what stands there', () => {
    const { units: read, faults } = parseUnitRows(
      sheet(
        headings,
        'hn-01;Chốt thành phố;Cầu Giẽ;2;6h;22:30;20,69;105,9',
        '',
        'hn 02;Chốt;;99;25:00;;20;200',
        'hn-01;to tuan tra;Tổ 1;;;;;',
      ),
    );
    expect(read.map(({ unitId }) => unitId)).toEqual(['hn-01']);
    expect(read[0]).toMatchObject({
      hours: { from: '06:00', until: '22:30' },
      position: { lat: 20.69, lon: 105.9 },
    });
    expect(faults.map(({ code, row, column }) => [row, column, code])).toEqual([
      [4, 'name', 'units/missing'],
      [4, 'unitId', 'units/bad-id'],
      [4, 'kind', 'units/bad-kind'],
      [4, 'lanes', 'units/bad-lanes'],
      [4, 'from', 'units/bad-time'],
      [4, 'until', 'units/half-hours'],
      [4, 'lat', 'units/bad-position'],
      [5, 'unitId', 'units/same-id'],
    ]);
    expect(faults.at(-1)?.text).toBe('hn-01 (2)');
  });

  it('[UNIT-2] another file is told for what it is', () => {
    expect(parseUnitRows(sheet('Họ tên;Tuổi', 'A;3')).faults).toMatchObject([
      { code: 'units/no-headings', column: 'unitId' },
      { code: 'units/no-headings', column: 'kind' },
      { code: 'units/no-headings', column: 'name' },
    ]);
    expect(parseUnitRows(sheet(headings)).faults).toMatchObject([{ code: 'units/no-rows' }]);
    expect(parseUnitRows([]).faults).toHaveLength(3);
  });

  it('[UNIT-2] no rows, however strange, make the reader throw, and what is taken fits', () => {
    const rows = fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (strange) => {
        const { units: read, faults } = parseUnitRows([headings.split(';'), ...strange]);
        for (const one of read) expect(unitSchema.parse(one)).toEqual(one);
        expect(read.length + faults.length).toBeGreaterThan(0);
      }),
    );
  });

  it('[UNIT-3] a change is seen whatever the order of what is told, and what is not told stays', () => {
    const hours = { from: '06:00', until: '18:00' };
    const known: Unit[] = [
      { unitId: 'a', kind: 'patrol-team', name: 'A', district: '', facing: '', hours, lanes: 2 },
      { unitId: 'b', kind: 'patrol-team', name: 'B', district: '', facing: '' },
    ];
    const [one] = known;
    if (!one) throw new Error('There is one.');
    const { lanes, ...rest } = one;
    expect(compareUnits(known, [{ lanes, ...rest }])).toEqual({ added: [], changed: [], same: 1 });
    const { added, changed } = compareUnits(known, [rest, { ...one, unitId: 'c' }]);
    expect([added.map(({ unitId }) => unitId), changed.map(({ unitId }) => unitId)]).toEqual([
      ['c'],
      ['a'],
    ]);
  });

  it('[UNIT-4] what everybody may know of a unit does not say where its people are', () => {
    fc.assert(
      fc.property(unit, (one) => {
        expect(Object.keys(publicUnitOf(one)).toSorted()).toEqual(
          ['district', 'facing', 'kind', 'name', 'unitId'].toSorted(),
        );
      }),
    );
  });
});

describe('a table as text', () => {
  it('[UNIT-1] comes back cell by cell, formulas made harmless', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const first = ['Mã', 'Tên', 'Nơi'];
          const read = csvToRows(rowsToCsv([first, ...rows]));
          const harmless = (text: string) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
          expect(read).toEqual([first, ...rows.map((row) => row.map(harmless))]);
        },
      ),
    );
  });
});
