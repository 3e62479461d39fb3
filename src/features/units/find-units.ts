import { foldText } from '#domain/core/folded-text.ts';
import type { Unit, UnitKind } from '#domain/unit/unit.ts';

export type SearchableUnit = { readonly unit: Unit; readonly text: string };

const wordsOf = (text: string): string[] =>
  foldText(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Folded once, not at every letter that is typed. */
export const toSearchable = (units: readonly Unit[]): SearchableUnit[] =>
  units.map((unit) => ({
    unit,
    text: wordsOf([unit.unitId, unit.name, unit.district, unit.facing, unit.agency ?? ''].join(' '))
      .map((word) => ` ${word}`)
      .join(''),
  }));

/** Those of a kind with words that begin like all words of a search, in their order. */
export const findUnits = (
  units: readonly SearchableUnit[],
  search: string,
  kind: UnitKind | null,
): Unit[] => {
  const words = wordsOf(search);
  return units
    .filter(
      ({ unit, text }) =>
        (kind === null || unit.kind === kind) && words.every((word) => text.includes(` ${word}`)),
    )
    .map(({ unit }) => unit);
};
