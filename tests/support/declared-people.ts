import type { Declaration } from '#domain/declaration/declaration.ts';
import type { EntryOf } from '#domain/log/entry.ts';
import type { AmendedDeclaration } from '#domain/merge/merge-data.ts';
import type { IdentityQuestion } from '#domain/identity/registry-check.ts';
import { inventedPerson } from '../../sync-server/connectors/population-registry/sandbox/people.ts';
import { declarationEntry, pushedAt, type PlacedEntry } from '../contract/sample-log.ts';
import { idOf } from './id-of.ts';

export const declarationIdOf = (number: number): string => idOf('declaration', number);

/** A declaration of somebody, at its place in a log. */
export const declaredAt = (
  number: number,
  { number: docNumber, ...stated }: IdentityQuestion,
  change: Partial<Declaration> = {},
): PlacedEntry => {
  const entry = declarationEntry(number);
  if (entry.kind !== 'declaration.recorded') throw new Error('This is no declaration.');
  return pushedAt(number, { ...entry, data: { ...entry.data, ...stated, docNumber, ...change } });
};

/** Declarations of as many invented people, who all state the truth. */
export const declaredPeople = (from: number, count: number): PlacedEntry[] =>
  Array.from({ length: count }, (_, index) =>
    declaredAt(from + index, inventedPerson(from + index)),
  );

/** What is later said to amend a declaration. */
export const amendedAt = (
  position: number,
  number: number,
  fields: AmendedDeclaration,
): PlacedEntry => {
  const entry: EntryOf<'declaration.amended'> = {
    ...declarationEntry(position),
    kind: 'declaration.amended',
    subjectId: declarationIdOf(number),
    data: { fields, role: 'paper-officer' },
  };
  return pushedAt(position, entry);
};
