import { recognise } from '../qr/recognise.ts';
import type { Verification } from '../qr/verify-code.ts';
import {
  comparePersons,
  personInCode,
  type CodePerson,
  type Likeness,
  type ReadCode,
} from './person-in-code.ts';

/** A code that was read and not used yet. */
export type HeldCode = ReadCode & { readonly text: string };

/** What one person has shown. */
export type HeldPerson = {
  /** In the order they were read; at least one. */
  readonly codes: readonly HeldCode[];
  /** How well the codes agree: the least of it. */
  readonly likeness: Exclude<Likeness, 'other'>;
};

const order: readonly Likeness[] = ['same', 'same-plain', 'doubtful'];
const lesser = (one: HeldPerson['likeness'], other: HeldPerson['likeness']) =>
  order.indexOf(one) >= order.indexOf(other) ? one : other;

/**
 * Sorts codes into people: a card and a declaration of one person, shown one after the other, belong
 * together; each kind once, so that six cards are six people. The officer may take a code out again.
 * @param apart texts of codes that were taken out, and stand alone
 * @param checked what came of checking signatures, by text
 */
export const peopleInHand = (
  texts: readonly string[],
  apart: ReadonlySet<string> = new Set(),
  checked: ReadonlyMap<string, Verification> = new Map(),
): HeldPerson[] => {
  const people: HeldPerson[] = [];
  for (const text of texts) {
    const held: HeldCode = {
      text,
      code: recognise(text),
      checked: checked.get(text) ?? null,
    };
    const at = apart.has(text) ? null : findPerson(people, held, apart);
    if (at === null) people.push({ codes: [held], likeness: 'same' });
    else {
      const { person, likeness } = at;
      people[people.indexOf(person)] = {
        codes: [...person.codes, held],
        likeness: lesser(person.likeness, likeness),
      };
    }
  }
  return people;
};

const findPerson = (
  people: readonly HeldPerson[],
  held: HeldCode,
  apart: ReadonlySet<string>,
): { person: HeldPerson; likeness: HeldPerson['likeness'] } | null => {
  const { code } = held;
  const subject = personInCode(held);
  if (subject === null) return null;
  for (const person of people) {
    if (person.codes.some((one) => one.code.kind === code.kind || apart.has(one.text))) continue;
    const likeness = likenessTo(person, subject);
    if (likeness !== 'other') return { person, likeness };
  }
  return null;
};

/** Of all that the person has shown, the least agreement; one that is of somebody else settles it. */
const likenessTo = (person: HeldPerson, subject: CodePerson): Likeness => {
  const likenesses = person.codes.map((held) => {
    const shown = personInCode(held);
    return shown === null ? 'other' : comparePersons(shown, subject);
  });
  if (likenesses.includes('other')) return 'other';
  return likenesses.reduce<Likeness>(
    (least, one) => (order.indexOf(one) > order.indexOf(least) ? one : least),
    'same',
  );
};
