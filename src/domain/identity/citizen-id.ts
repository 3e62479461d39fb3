import { provinceByBirthCode } from './birth-codes.ts';
import { yearOf } from './partial-day.ts';

export type CitizenIdFacts = {
  readonly sex: 'M' | 'F';
  readonly birthYear: number;
  /** Province of birth registration (not of residence); null for an unknown code or a birth abroad. */
  readonly province: string | null;
  readonly placeIsKnown: boolean;
};

/** Countries of births registered abroad begin here (Phụ lục 2, TT 07/2016; not verified). */
const firstCountryCode = 101;

/**
 * What a 12-digit personal number says: PPP place, G century and sex, YY year, six random digits.
 * There is no check digit. Null when it is not twelve digits.
 */
export const readCitizenId = (number: string): CitizenIdFacts | null => {
  const match = /^(\d{3})(\d)(\d{2})\d{6}$/.exec(number);
  if (!match) return null;
  const [, place = '', generation = '', year = ''] = match;
  const province = provinceByBirthCode.get(place) ?? null;
  return {
    sex: Number(generation) % 2 === 0 ? 'M' : 'F',
    birthYear: 1900 + 100 * Math.floor(Number(generation) / 2) + Number(year),
    province,
    placeIsKnown: province !== null || Number(place) >= firstCountryCode,
  };
};

export type CitizenIdDoubt =
  | { readonly code: 'citizen-id/place-unknown' }
  | { readonly code: 'citizen-id/year-differs'; readonly params: { readonly year: number } }
  | { readonly code: 'citizen-id/sex-differs' };

/** Where number, birth date and sex do not fit. Warnings only: numbers are sometimes right and records wrong. */
export const doubtCitizenId = (
  number: string,
  person: { readonly dob?: string; readonly sex?: string },
): CitizenIdDoubt[] => {
  const facts = readCitizenId(number);
  if (!facts) return [];
  const doubts: CitizenIdDoubt[] = [];
  if (!facts.placeIsKnown) doubts.push({ code: 'citizen-id/place-unknown' });
  const year = person.dob === undefined ? null : yearOf(person.dob);
  if (year !== null && year !== facts.birthYear) {
    doubts.push({ code: 'citizen-id/year-differs', params: { year: facts.birthYear } });
  }
  if ((person.sex === 'M' || person.sex === 'F') && person.sex !== facts.sex) {
    doubts.push({ code: 'citizen-id/sex-differs' });
  }
  return doubts;
};
