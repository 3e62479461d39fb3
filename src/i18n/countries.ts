import type { Language } from './language.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Regions that ISO 3166-1 reserves for no country, though browsers can name them. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

/** Every country by its name, in the order of the language. */
export const countriesIn = (language: Language): { code: string; name: string }[] => {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .toSorted((left, right) => left.name.localeCompare(right.name, language));
};
