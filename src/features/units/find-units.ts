import { foldText } from '#domain/core/folded-text.ts';
import type { Unit, UnitKind } from '#domain/unit/unit.ts';

export type SearchableUnit = { readonly unit: Unit; readonly text: string };

/** Folded once, not at every letter that is typed. */
export const toSearchable = (units: readonly Unit[]): SearchableUnit[] =>
  units.map((unit) => ({
    unit,
    text: foldText(
      [unit.unitId, unit.name, unit.district, unit.facing, unit.agency ?? ''].join(' '),
    ),
  }));

/** Those of a kind in whose words all words of a search occur, in their order. */
export const findUnits = (
  units: readonly SearchableUnit[],
  search: string,
  kind: UnitKind | null,
): Unit[] => {
  const words = foldText(search).split(' ');
  return units
    .filter(
      ({ unit, text }) =>
        (kind === null || unit.kind === kind) && words.every((word) => text.includes(word)),
    )
    .map(({ unit }) => unit);
};
