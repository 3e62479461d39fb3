import { foldText } from '../core/folded-text.ts';
import type { IndexedPlace, Place, PlacesAsset, PlacesIndex } from './place.ts';

const kindOfUnit = /^(phuong|xa|dac khu|thi tran)\s+/;
/** Short forms officers type for the kind of unit. */
const shortKinds: ReadonlyMap<string, string> = new Map([
  ['phuong', 'p'],
  ['xa', 'x'],
]);
const typedKind = /^(phuong|xa|dac khu|p|x)\s+/;
const homeProvince = '01';

/** Folded words; "H'Leo" is one word, a comma or a dot ends one. */
const wordsOf = (text: string): string[] =>
  foldText(text)
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const indexWard = (
  [wardCode, wardName, provinceCode]: readonly [string, string, string],
  provinceName: string,
): IndexedPlace => {
  const whole = wordsOf(wardName).join(' ');
  const kind = kindOfUnit.exec(whole)?.[1] ?? '';
  const folded = whole.replace(kindOfUnit, '');
  const kinds = [...kind.split(' '), shortKinds.get(kind) ?? ''];
  const words = [...folded.split(' '), ...kinds, ...wordsOf(provinceName)];
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
const matches = (place: IndexedPlace, longestFirst: readonly string[]): boolean => {
  const left = [...place.words];
  return longestFirst.every((word) => {
    const at = left.findIndex((candidate) => candidate.startsWith(word));
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
};

/** Smaller is nearer: the whole name (a province may follow), a beginning of it, anything else. */
const closenessOf = (name: string, query: string): number => {
  if (query === name || query.startsWith(`${name} `)) return 0;
  return name.startsWith(query) ? 2 : 4;
};

/** The home city goes first among equals. */
const rankOf = (place: IndexedPlace, query: string): number => {
  const bare = query.replace(typedKind, '');
  const closeness = Math.min(closenessOf(place.folded, query), closenessOf(place.folded, bare));
  return closeness + (place.provinceCode === homeProvince ? 0 : 1);
};

const compareText = (left: string, right: string): number =>
  left === right ? 0 : left < right ? -1 : 1;

/** Places for what was typed, nearest first; diacritics and capitals do not matter. */
export const searchPlaces = (index: PlacesIndex, query: string, limit: number): Place[] => {
  const typed = wordsOf(query);
  if (typed.length === 0) return [];
  const folded = typed.join(' ');
  // The longest word has the fewest places to go; "h ha" would otherwise waste "ha" on "h".
  const longestFirst = typed.toSorted((left, right) => right.length - left.length);
  return index.places
    .filter((place) => matches(place, longestFirst))
    .map((place) => ({ place, rank: rankOf(place, folded) }))
    .toSorted(
      (left, right) => left.rank - right.rank || compareText(left.place.folded, right.place.folded),
    )
    .slice(0, limit)
    .map(({ place }) => place);
};
