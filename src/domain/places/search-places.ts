import { foldText } from '../core/folded-text.ts';
import type { IndexedPlace, Place, PlacesAsset, PlacesIndex } from './place.ts';

const kindOfUnit = /^(phuong|xa|dac khu|thi tran)\s+/;
/** Short forms officers type: p, x, tt for the kind of unit. */
const shortKinds: ReadonlyMap<string, string> = new Map([
  ['phuong', 'p'],
  ['xa', 'x'],
]);
const homeProvince = '01';

const indexWard = (
  [wardCode, wardName, provinceCode]: readonly [string, string, string],
  provinceName: string,
): IndexedPlace => {
  const whole = foldText(wardName);
  const kind = kindOfUnit.exec(whole)?.[1] ?? '';
  const folded = whole.replace(kindOfUnit, '');
  const words = [...folded.split(' '), kind, shortKinds.get(kind) ?? '', ...foldText(provinceName).split(' ')];
  return {
    wardCode,
    provinceCode,
    wardName,
    provinceName,
    folded,
    words: words.filter((word) => word !== ''),
  };
};

/** Prepares the asset once; searching then only compares folded words. */
export const indexPlaces = (asset: PlacesAsset): PlacesIndex => {
  const provinceByCode = new Map(asset.provinces);
  const places = asset.wards.map((ward) => indexWard(ward, provinceByCode.get(ward[2]) ?? ''));
  return { places, placeByWard: new Map(places.map((place) => [place.wardCode, place])) };
};

/** Every typed word begins another word of the place: "dong da", "p ba dinh", "hoan kiem ha noi". */
const matches = (place: IndexedPlace, typed: readonly string[]): boolean => {
  const left = [...place.words];
  return typed.every((word) => {
    const at = left.findIndex((candidate) => candidate.startsWith(word));
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
};

/** Smaller is nearer: the name itself, a beginning of it, anything else; the home city first among equals. */
const rankOf = (place: IndexedPlace, query: string): number => {
  const closeness = place.folded === query ? 0 : place.folded.startsWith(query) ? 2 : 4;
  return closeness + (place.provinceCode === homeProvince ? 0 : 1);
};

/** Places for what was typed, nearest first; diacritics and capitals do not matter. */
export const searchPlaces = (index: PlacesIndex, query: string, limit: number): Place[] => {
  const folded = foldText(query);
  const typed = folded.split(/[\s,]+/).filter((word) => word !== '');
  if (typed.length === 0) return [];
  return index.places
    .filter((place) => matches(place, typed))
    .map((place) => ({ place, rank: rankOf(place, folded) }))
    .sort(
      (left, right) =>
        left.rank - right.rank || left.place.folded.localeCompare(right.place.folded, 'vi'),
    )
    .slice(0, limit)
    .map(({ place }) => place);
};
