import type { Unit } from './unit.ts';

export type UnitChanges = {
  readonly added: readonly Unit[];
  readonly changed: readonly Unit[];
  /** As it was: nothing is to be told of it. */
  readonly same: number;
};

const inOneOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, part]) => [key, inOneOrder(part)])
    : value;

const isSame = (one: Unit, other: Unit): boolean =>
  JSON.stringify(inOneOrder(one)) === JSON.stringify(inOneOrder(other));

/** What setting these would change; units that are not among them stay as they are. */
export const compareUnits = (known: readonly Unit[], wanted: readonly Unit[]): UnitChanges => {
  const knownById = new Map(known.map((unit) => [unit.unitId, unit]));
  const added = wanted.filter(({ unitId }) => !knownById.has(unitId));
  const changed = wanted.filter((unit) => {
    const before = knownById.get(unit.unitId);
    return before !== undefined && !isSame(before, unit);
  });
  return { added, changed, same: wanted.length - added.length - changed.length };
};
