import type { Entry } from '../log/entry.ts';
import { isPairEntry } from '../merge/settle-pairs.ts';
import { farApartMs } from './judge-pair.ts';
import { isOpen, layOutDesk, type DeskSource } from './lay-out-desk.ts';

type Touching = { readonly conflicts: number; readonly duplicates: number };

/**
 * How much waits to be settled that touches some records: what contradicts itself in them, and pairs of which one at
 * least is theirs.
 * @param others records around them, in no order
 * @param sayings what was said of any of these since they were recorded
 */
export const countTouching = (
  mine: readonly DeskSource[],
  others: readonly DeskSource[],
  sayings: readonly Entry[],
): Touching => {
  const ids = new Set(mine.map(({ recordId }) => recordId));
  const { conflicts, pairs } = layOutDesk({
    records: [...mine, ...others.filter(isBeside(mine, sayings))],
    sayings,
    byOf: () => null,
    limit: Infinity,
  });
  return {
    conflicts: conflicts.filter(({ recordId }) => ids.has(recordId)).length,
    duplicates: pairs.filter(
      (pair) => isOpen(pair) && pair.recordIds.some((recordId) => ids.has(recordId)),
    ).length,
  };
};

/** Whether a record can be one crossing with any of these: near in time, of one of their sheets, or said to be. */
const isBeside = (mine: readonly DeskSource[], sayings: readonly Entry[]) => {
  const serials = new Set(mine.map(serialOf));
  serials.delete(undefined);
  const linked = new Set(
    sayings.flatMap((entry) => (isPairEntry(entry) ? entry.data.recordIds : [])),
  );
  const inTime = mine.map(({ atMs }) => atMs).toSorted((left, right) => left - right);
  const firstMs = inTime[0] ?? Infinity;
  const lastMs = inTime.at(-1) ?? -Infinity;
  return (other: DeskSource): boolean =>
    serials.has(serialOf(other)) ||
    linked.has(other.recordId) ||
    (other.atMs >= firstMs - farApartMs && other.atMs <= lastMs + farApartMs);
};

const serialOf = ({ declaration }: DeskSource): string | undefined => declaration?.data.paperSerial;
