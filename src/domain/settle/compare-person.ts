import { foldText } from '../core/folded-text.ts';
import { readCitizenId } from '../identity/citizen-id.ts';
import { normaliseName } from '../identity/person-name.ts';
import type { ClueAgainst, ClueFor } from './clue.ts';
import type { Sighting } from './sighting.ts';
import { typingDistance } from './typing-distance.ts';

/** A sighting with its name prepared once for many comparisons. */
export type Compared = Sighting & {
  readonly exactName: string;
  readonly foldedName: string;
  readonly nameWords: readonly string[];
};

export const toCompared = (sighting: Sighting): Compared => {
  const { fullName = '' } = sighting.declaration;
  const foldedName = foldText(fullName);
  const exactName = normaliseName(fullName).toLowerCase();
  return { ...sighting, exactName, foldedName, nameWords: foldedName.split(' ') };
};

/** A clue of one field, for or against; null: it says nothing. */
type Reading = { readonly speaksFor: ClueFor } | { readonly speaksAgainst: ClueAgainst } | null;

/** Shorter names are another name a letter away. */
const shortestNear = 8;

export const compareName = (one: Compared, other: Compared): Reading => {
  if (one.foldedName === '' || other.foldedName === '') return null;
  if (one.exactName === other.exactName) return { speaksFor: 'name' };
  if (one.foldedName === other.foldedName) {
    return { speaksFor: lacksMarks(one, other) ? 'name-unmarked' : 'name-marks' };
  }
  const [left, right] = [one.nameWords, other.nameWords];
  if (sorted(left) === sorted(right)) return { speaksFor: 'name-order' };
  if (isShortened(left, right) || isShortened(right, left)) return { speaksFor: 'name-short' };
  return isSlip(one.foldedName, other.foldedName)
    ? { speaksFor: 'name-near' }
    : { speaksAgainst: 'name' };
};

/** One of them was typed without any. A single mark may be what tells twins apart, An and Ân. */
const lacksMarks = (one: Compared, other: Compared): boolean =>
  one.exactName === one.foldedName || other.exactName === other.foldedName;

const sorted = (words: readonly string[]): string => words.toSorted().join(' ');

/** Surname and given name are there, only a middle name is missing. */
const isShortened = (short: readonly string[], long: readonly string[]): boolean =>
  short.length >= 2 &&
  long.length === short.length + 1 &&
  short[0] === long[0] &&
  short.at(-1) === long.at(-1) &&
  short.every((word) => long.includes(word));

const isSlip = (one: string, other: string): boolean => {
  const length = Math.min(one.length, other.length);
  const limit = length >= 2 * shortestNear ? 2 : 1;
  return length >= shortestNear && typingDistance(one, other, limit) <= limit;
};

export const compareBirth = (
  { declaration: { dob: one } }: Sighting,
  { declaration: { dob: other } }: Sighting,
): Reading => {
  if (one === undefined || other === undefined) return null;
  if (one === other) return { speaksFor: one.length === 4 ? 'birth-year' : 'birth' };
  if (one.length < 10 || other.length < 10) {
    const length = Math.min(one.length, other.length);
    const isPart = one.slice(0, length) === other.slice(0, length);
    return isPart ? { speaksFor: 'birth-year' } : { speaksAgainst: 'birth' };
  }
  const [year, month, day] = one.split('-');
  if (other === `${year}-${day}-${month}`) return { speaksFor: 'birth-swapped' };
  const [otherYear, otherMonth, otherDay] = other.split('-');
  const same = [year === otherYear, month === otherMonth, day === otherDay];
  return same.filter(Boolean).length === 2
    ? { speaksFor: 'birth-near' }
    : { speaksAgainst: 'birth' };
};

export const compareNumber = (
  { declaration: one }: Sighting,
  { declaration: other }: Sighting,
): Reading => {
  const [left, right] = [one.docNumber, other.docNumber];
  if (left === undefined || right === undefined) return null;
  if (left === right) return { speaksFor: 'number' };
  if (one.oldDocNumber === right || other.oldDocNumber === left) return { speaksFor: 'old-number' };
  // A citizen number and one of another document may well be one person's.
  if (left.length !== right.length && (isCitizens(left) || isCitizens(right))) return null;
  return typingDistance(left, right, 1) <= 1
    ? { speaksFor: 'number-near' }
    : { speaksAgainst: 'number' };
};

const isCitizens = (number: string): boolean => readCitizenId(number) !== null;

export const comparePhone = (
  { declaration: { phone: one } }: Sighting,
  { declaration: { phone: other } }: Sighting,
): Reading => {
  if (one === undefined || other === undefined) return null;
  if (one === other) return { speaksFor: 'phone' };
  return typingDistance(one, other, 1) <= 1
    ? { speaksFor: 'phone-near' }
    : { speaksAgainst: 'phone' };
};

export const compareSex = (
  { declaration: { sex: one } }: Sighting,
  { declaration: { sex: other } }: Sighting,
): Reading =>
  one === undefined || other === undefined || one === other ? null : { speaksAgainst: 'sex' };

export const compareVehicle = (one: Sighting, other: Sighting): Reading => {
  const [left, right] = [one.declaration['move.plate'], other.declaration['move.plate']];
  const party = one.crossing.partyId;
  const isOneParty = party !== undefined && party === other.crossing.partyId;
  if (isOneParty || (left !== undefined && left === right)) return { speaksFor: 'vehicle' };
  return left === undefined || right === undefined ? null : { speaksAgainst: 'vehicle' };
};
