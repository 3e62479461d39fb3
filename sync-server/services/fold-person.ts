import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry, EntryOf } from '#domain/log/entry.ts';
import { foldSubject, type MergedSubject } from '#domain/merge/fold-subject.ts';
import { entryToSubjectKind } from '#domain/merge/subject-entry.ts';

export type FoldedPerson = {
  readonly declaration: MergedSubject<Declaration> | null;
  readonly crossing: MergedSubject<Crossing> | null;
  readonly recorded: EntryOf<'crossing.recorded'> | null;
  readonly isVoid: boolean;
};

/** One person at one unit as what holds now says, folded as every tablet folds it, from all entries about both. */
export const foldPerson = (entries: readonly Entry[]): FoldedPerson => {
  const inOrder = entries.toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1));
  const said = (kind: 'declaration' | 'crossing') =>
    inOrder.flatMap((entry) => {
      const about = entryToSubjectKind(entry);
      return about?.[0] === kind ? [about[1]] : [];
    });
  const declared = inOrder.find((entry) => entry.kind === 'declaration.recorded');
  const recorded = inOrder.find((entry) => entry.kind === 'crossing.recorded') ?? null;
  const declaration = declared ? foldSubject(declared, said('declaration')).merged : null;
  const crossing = recorded && foldSubject(recorded, said('crossing')).merged;
  const isVoid = (crossing?.voiding ?? null) !== null || (declaration?.voiding ?? null) !== null;
  return { declaration, crossing, recorded, isVoid };
};
