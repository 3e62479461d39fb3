import type { BoardRow } from '#protocol/board-live.ts';
import { inOrderOfTrouble, troubleOf } from '#domain/board/trouble.ts';

/** The units as they stand on the screen: in the order that was fixed, later ones behind. */
export const inFixedOrder = (
  rows: ReadonlyMap<string, BoardRow>,
  order: readonly string[],
): BoardRow[] => {
  const placed = order.map((unitId) => rows.get(unitId)).filter((row) => row !== undefined);
  if (placed.length === rows.size) return placed;
  const known = new Set(order);
  return [...placed, ...[...rows.values()].filter(({ unitId }) => !known.has(unitId))];
};

export const orderOf = (
  rows: ReadonlyMap<string, BoardRow>,
  nowMs: number,
  ownUnitId: string | null,
): string[] => inOrderOfTrouble([...rows.values()], nowMs, ownUnitId).map(({ unitId }) => unitId);

/** Units in trouble that stand behind one that is in order. */
export const countMisplaced = (
  shown: readonly BoardRow[],
  nowMs: number,
  ownUnitId: string | null,
): number => {
  const others = shown.filter(({ unitId }) => unitId !== ownUnitId);
  const isInTrouble = others.map((row) => troubleOf(row, nowMs) !== 'none');
  const firstCalm = isInTrouble.indexOf(false);
  return firstCalm < 0 ? 0 : isInTrouble.slice(firstCalm).filter(Boolean).length;
};
