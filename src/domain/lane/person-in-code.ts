import type { Recognised } from '../qr/recognise.ts';
import { compareNames } from '../identity/person-name.ts';

/** Whom a code speaks of, as far as it says. */
export type CodePerson = {
  /** Of the identity document; null: the code names none. */
  readonly number: string | null;
  readonly name: string;
  /** ISO 8601, perhaps only a year; null: unknown, or a day that does not exist. */
  readonly dob: string | null;
};

/** Null: the code is not about a person. */
export const personInCode = (code: Recognised): CodePerson | null => {
  switch (code.kind) {
    case 'citizen-card':
      return { number: code.number, name: code.name, dob: code.dob };
    case 'unified-app':
      return { number: code.docNumber, name: code.name, dob: code.dob };
    case 'insurance-card':
      return { number: null, name: code.name, dob: code.dob };
    default:
      return null;
  }
};

/** `same-plain`: the names differ in their marks only. `doubtful`: something agrees and something does not. */
export type Likeness = 'same' | 'same-plain' | 'doubtful' | 'other';

/** Whether two codes speak of one person. A number decides, where both have one. */
export const comparePersons = (one: CodePerson, other: CodePerson): Likeness => {
  const names = compareNames(one.name, other.name);
  const isNamed = names !== 'different';
  const asNamed = names === 'exact' ? 'same' : 'same-plain';
  if (one.number !== null && other.number !== null) {
    if (one.number !== other.number) return 'other';
    return isNamed ? asNamed : 'doubtful';
  }
  if (!isNamed) return 'other';
  return isOneBirth(one.dob, other.dob) ? asNamed : 'doubtful';
};

/** A year agrees with every day in it; what is unknown contradicts nothing. */
const isOneBirth = (one: string | null, other: string | null): boolean =>
  one === null || other === null || one.startsWith(other) || other.startsWith(one);
