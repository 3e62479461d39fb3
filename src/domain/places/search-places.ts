import { foldText } from '../core/folded-text.ts';
import type {
  FormerUnits,
  FoundPlace,
  IndexedPlace,
  Nearness,
  Place,
  PlacesAsset,
  PlacesIndex,
} from './place.ts';
import { hasAll, letterSet } from './letter-set.ts';
import { areShortForms, beginsWithFirst, initialsOf } from './short-forms.ts';

const kindOfUnit = /^(phuong|xa|dac khu|thi tran)\s+/;
/** Short forms officers type for the kind of unit. */
const shortKinds: ReadonlyMap<string, string> = new Map([
  ['phuong', 'p'],
  ['xa', 'x'],
]);
const typedKind = /^(phuong|xa|dac khu|p|x)\s+/;
const kindOfDistrict = /^(quan|huyen|thi xa|thanh pho)\s+(?=\D)/;

/** The checkpoints are Hanoi's; around it lie Thái Nguyên, Bắc Ninh, Phú Thọ, Hưng Yên and Ninh Bình. */
export const aroundHanoi: Nearness = {
  homeProvince: '01',
  neighbours: ['19', '24', '25', '33', '37'],
  uses: new Map(),
};

/** Folded words; "H'Leo" is one word, a comma or a dot ends one. */
const wordsOf = (text: string): string[] =>
  foldText(text)
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Districts and provinces come again with each of their wards. */
const rememberWords = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const words = known.get(text) ?? wordsOf(text).join(' ');
    known.set(text, words);
    return words;
  };
};

const namesOf = (
  toWords: (text: string) => string,
  wardName: string,
  above: readonly string[],
): Pick<IndexedPlace, 'firsts' | 'folded' | 'letters' | 'parts' | 'words'> => {
  const whole = toWords(wardName);
  const kind = kindOfUnit.exec(whole)?.[1] ?? '';
  // "Phường 12" is called by its kind and number.
  const folded = /^phuong \d/.test(whole) ? whole : whole.replace(kindOfUnit, '');
  const kinds = [...kind.split(' '), shortKinds.get(kind) ?? ''];
  const parts = [folded, ...above.map(toWords)]
    .map((name, index) => (index === 0 ? name : name.replace(kindOfDistrict, '')))
    .map((name) => name.split(' '));
  const words = [...parts.flat(), ...kinds].filter((word) => word !== '');
  const [firsts, letters] = [letterSet(words, 'first'), letterSet(words, 'all')];
  return { folded, parts, words, firsts, letters };
};

/** Every name by which a place may be found, those of former units too. */
const indexNames = (places: readonly Place[], former: FormerUnits): readonly IndexedPlace[] => {
  const toWords = rememberWords();
  const placeByWard = new Map(places.map((place) => [place.wardCode, place]));
  const now = places.map((place): IndexedPlace => {
    const names = namesOf(toWords, place.wardName, [place.provinceName]);
    return { ...place, ...names, heirs: 1 };
  });
  const formerly = former.flatMap(([province, districts]) =>
    districts.flatMap(([district, wards]) =>
      wards.flatMap(([ward, ...codes]) => {
        const names = namesOf(toWords, ward, [district, province]);
        const heirs = codes.map((code) => placeByWard.get(code)).filter((place) => place != null);
        const unit = { ...names, former: `${ward}, ${district}`, heirs: heirs.length };
        return heirs.map((place): IndexedPlace => ({ ...place, ...unit }));
      }),
    ),
  );
  return [...now, ...formerly];
};

/** Places are named at once; what searching compares is prepared when somebody first searches. */
export const indexPlaces = (asset: PlacesAsset, former: FormerUnits = []): PlacesIndex => {
  const provinceByCode = new Map(asset.provinces);
  const places = asset.wards.map(([wardCode, wardName, provinceCode]): Place => {
    const provinceName = provinceByCode.get(provinceCode) ?? '';
    return { wardCode, provinceCode, wardName, provinceName };
  });
  let names: readonly IndexedPlace[] | null = null;
  return {
    names: () => (names ??= indexNames(places, former)),
    placeByWard: new Map(places.map((place) => [place.wardCode, place])),
  };
};

/** Every typed word begins another word of the place: "dong da", "p ba dinh", "hoan kiem ha noi". */
const matches = (place: IndexedPlace, longestFirst: readonly string[]): boolean => {
  const [only, another] = longestFirst;
  if (another === undefined) return place.words.some((word) => word.startsWith(only ?? ''));
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
  const isWhole = query.startsWith(name) && [' ', undefined].includes(query[name.length]);
  if (isWhole) return 0;
  return name.startsWith(query) ? 1 : 4;
};

/** "bd" is the first letters of Ba Đình, and so is "bdh" on the way to "bdhn", with those of Hà Nội. */
const areInitials = (typed: string, [ward = [], ...above]: IndexedPlace['parts']): boolean => {
  const own = initialsOf(ward);
  if (!typed.startsWith(own)) return false;
  const rest = typed.slice(own.length);
  return rest === '' || above.some((words) => initialsOf(words).startsWith(rest));
};

/** First letters are what is mostly meant; else the ward's own name goes before those of district and province. */
const shortnessOf = (typed: string, parts: IndexedPlace['parts']): number =>
  areInitials(typed, parts) ? 2 : beginsWithFirst(typed, parts) ? 2.5 : 4;

const far = 3;

/** The unit's own province goes first, then those beside it, and before both what was used today. */
const distanceOf = (place: IndexedPlace, near: Nearness): number => {
  const uses = near.uses.get(place.wardCode) ?? 0;
  if (uses > 0) return -1 - Math.min(uses, 10) / 10;
  if (place.provinceCode === near.homeProvince) return 0;
  return near.neighbours.includes(place.provinceCode) ? far / 2 : far;
};

const formerCost = 1.5;

type Ranked = { readonly place: IndexedPlace; readonly rank: number };

const isBefore = (left: Ranked, right: Ranked): boolean =>
  left.rank === right.rank ? left.place.folded < right.place.folded : left.rank < right.rank;

/** Takes a place among the best so far. A ward is there once, by its best name; a divided unit with each heir. */
const placeAmong = (best: Ranked[], found: Ranked, limit: number): void => {
  const isOfSameWard = ({ place }: Ranked) => place.wardCode === found.place.wardCode;
  const at = best.findIndex((other) => isBefore(found, other));
  const before = at < 0 ? best : best.slice(0, at);
  if (at < 0 && best.length >= limit) return;
  if (found.place.heirs === 1 && before.some(isOfSameWard)) return;
  const worse = best.findIndex(
    (other, index) => index >= before.length && other.place.heirs === 1 && isOfSameWard(other),
  );
  if (worse >= 0) best.splice(worse, 1);
  best.splice(before.length, 0, found);
  if (best.length > limit) best.pop();
};

/** What a search did not rule out: another letter rules out more, and never brings one back. */
type Search = { readonly typed: readonly string[]; readonly left: readonly IndexedPlace[] };
const lastSearch = new WeakMap<PlacesIndex, Search>();

/** Whether the words are those of before, the last of them gone on with, and perhaps more. */
const goesOn = (before: readonly string[], now: readonly string[]): boolean =>
  before.every((word, at) =>
    at === before.length - 1 ? (now[at] ?? '').startsWith(word) : now[at] === word,
  );

/**
 * Places for what was typed, likeliest first; diacritics and capitals do not matter, first letters will do.
 * A unit that was divided is there once for each ward it became, with `heirs` > 1.
 */
export const searchPlaces = (
  index: PlacesIndex,
  query: string,
  limit: number,
  near: Nearness = aroundHanoi,
): FoundPlace[] => {
  const typed = wordsOf(query);
  if (typed.length === 0) return [];
  const folded = typed.join(' ');
  const bare = folded.replace(typedKind, '');
  // The longest word has the fewest places to go; "h ha" would otherwise waste "ha" on "h".
  const longestFirst = typed.toSorted((left, right) => right.length - left.length);
  const initials = typed[0] ?? '';
  const [firsts, letters] = [letterSet(typed, 'first'), letterSet(typed, 'all')];
  const best: Ranked[] = [];
  const rankOf = (place: IndexedPlace): number | null => {
    if (!hasAll(place.firsts, firsts) || !hasAll(place.letters, letters)) return null;
    const base = distanceOf(place, near) + (place.former === undefined ? 0 : formerCost);
    // However well it fits, those found so far are before it.
    if (base > (best[limit - 1]?.rank ?? Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
    if (matches(place, longestFirst)) {
      const closeness = Math.min(
        closenessOf(place.folded, folded),
        closenessOf(place.folded, bare),
      );
      return base + closeness;
    }
    if (!areShortForms(typed, place.parts)) return null;
    if (folded.startsWith(`${place.folded} `)) return base;
    return base + shortnessOf(initials, place.parts);
  };
  const last = lastSearch.get(index);
  const among = last && goesOn(last.typed, typed) ? last.left : index.names();
  const left: IndexedPlace[] = [];
  for (const place of among) {
    const rank = rankOf(place);
    if (rank === null) continue;
    left.push(place);
    placeAmong(best, { place, rank }, limit);
  }
  lastSearch.set(index, { typed, left });
  return best.map(({ place }) => place);
};
