import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacesAsset } from './place.ts';
import { indexPlaces, searchPlaces } from './search-places.ts';

const asset: PlacesAsset = {
  version: 'test',
  provinces: [
    ['01', 'Hà Nội'],
    ['38', 'Thanh Hóa'],
    ['66', 'Đắk Lắk'],
    ['31', 'Hải Phòng'],
  ],
  wards: [
    ['16012', 'Xã Ba Đình', '38'],
    ['00004', 'Phường Ba Đình', '01'],
    ['24184', 'Xã Ea H’Leo', '66'],
    ['11948', 'Đặc khu Cát Hải', '31'],
    ['00256', 'Phường Hà Đông', '01'],
  ],
};
const index = indexPlaces(asset);
const found = (query: string) => searchPlaces(index, query, 5).map(({ wardCode }) => wardCode);

describe('searching places', () => {
  it('[PLACE-2] a kind of unit, short or long, with a dot or without, narrows and does not hide', () => {
    const queries = ['p ba dinh', 'P. Ba Đình', 'phường ba đình', 'ba dinh, ha noi'];
    expect(queries.map(found)).toEqual(queries.map(() => ['00004']));
    expect(found('x. ba dinh')).toEqual(['16012']);
    expect(found('dac khu')).toEqual(['11948']);
  });

  it('[PLACE-2] among equals the home city goes first', () => {
    expect(found('ba dinh')).toEqual(['00004', '16012']);
  });

  it('[PLACE-2] any apostrophe, or none, finds a name that has one', () => {
    const queries = ["ea h'leo", 'Ea H’Leo', 'ea hleo'];
    expect(queries.map(found)).toEqual(queries.map(() => ['24184']));
  });

  it('[PLACE-2] a short word does not take the place of a longer one', () => {
    expect(found('h ha do')).toEqual(['00256']);
  });

  it('[PLACE-2] whatever is typed, there is an answer and never more than asked for (seed 34)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(3), (query, limit) => {
        expect(searchPlaces(index, query, limit).length).toBeLessThanOrEqual(limit);
      }),
      { seed: 34 },
    );
  });
});
