import type { Language } from './language.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Regions that ISO 3166-1 reserves for no country, though browsers can name them. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

type Country = { readonly code: string; readonly name: string };

const named = new Map<Language, readonly Country[]>();

/** Every country by its name, in the order of the language: named once, some ten milliseconds of a slow tablet. */
export const countriesIn = (language: Language): readonly Country[] => {
  const countries = named.get(language) ?? nameCountries(language);
  named.set(language, countries);
  return countries;
};

const nameCountries = (language: Language): Country[] => {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const { compare } = new Intl.Collator(language);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .toSorted((left, right) => compare(left.name, right.name));
};
