import type { Recognised } from '../qr/recognise.ts';
import { compareNames } from '../identity/person-name.ts';
import { comparePerson } from '../qr/vaccine-pass.ts';
import { contentOf, type Verification } from '../qr/verify-code.ts';

/** Whom a code speaks of, as far as it says. */
export type CodePerson = {
  /** Of the identity document; null: the code names none. */
  readonly number: string | null;
  readonly name: string;
  /** ISO 8601, perhaps only a year; null: unknown, or a day that does not exist. */
  readonly dob: string | null;
  /** Only in a vaccine pass, where the given name may stand first: the name in the letters A to Z. */
  readonly latinName?: string;
};

/** A code and, where it bears a signature, what came of checking it; null: not checked. */
export type ReadCode = { readonly code: Recognised; readonly checked: Verification | null };

/** Null: the code is not about a person, or its signature does not hold. */
export const personInCode = ({ code, checked }: ReadCode): CodePerson | null => {
  switch (code.kind) {
    case 'citizen-card':
      return { number: code.number, name: code.name, dob: code.dob };
    case 'unified-app':
      return { number: code.docNumber, name: code.name, dob: code.dob };
    case 'insurance-card':
      return { number: null, name: code.name, dob: code.dob };
    case 'signed-declaration':
    case 'vaccine-pass':
      return checked && personIn(checked);
    default:
      return null;
  }
};

const personIn = (checked: Verification): CodePerson | null => {
  const content = contentOf(checked);
  if (content?.kind === 'signed-declaration') {
    const { docNumber, fullName, dob } = content.declaration;
    return { number: docNumber ?? null, name: fullName, dob };
  }
  if (content === null) return null;
  const { name, latinName, dob } = content;
  return { number: null, name: name || latinName, latinName, dob: dob === '' ? null : dob };
};

/** `same-plain`: the names differ in their marks only. `doubtful`: something agrees and something does not. */
export type Likeness = 'same' | 'same-plain' | 'doubtful' | 'other';

/** Whether two codes speak of one person. A number decides, where both have one. */
export const comparePersons = (one: CodePerson, other: CodePerson): Likeness => {
  const names = compareSpellings(one, other);
  const isNamed = names !== 'different';
  const asNamed = names === 'exact' ? 'same' : 'same-plain';
  if (one.number !== null && other.number !== null) {
    if (one.number !== other.number) return 'other';
    return isNamed ? asNamed : 'doubtful';
  }
  if (!isNamed) return 'other';
  return isOneBirth(one.dob, other.dob) ? asNamed : 'doubtful';
};

const compareSpellings = (one: CodePerson, other: CodePerson) => {
  const [pass, card] = one.latinName === undefined ? [other, one] : [one, other];
  if (pass.latinName === undefined) return compareNames(one.name, other.name);
  const { name, latinName } = pass;
  return comparePerson({ name, latinName, dob: pass.dob ?? '' }, card).name;
};

/** A year agrees with every day in it; what is unknown contradicts nothing. */
export const isOneBirth = (one: string | null, other: string | null): boolean =>
  one === null || other === null || one.startsWith(other) || other.startsWith(one);
