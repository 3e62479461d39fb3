import type { Comparable } from './kin.ts';
import { pairKey, type PairVerdict } from './pair.ts';

/** The same code read again within this time is the same person at the same barrier. */
const rescanMs = 10 * 60_000;

type Edge = { readonly one: string; readonly other: string; readonly gapMs: number };

/**
 * Which record each was first seen as [MERGE-7]. Reading a code again joins; so does a settling, and one
 * that says otherwise keeps two apart, also when a third stands between them. The nearest join first.
 * @returns by record id, the earliest of those that are one crossing
 */
export const findSameCrossings = (
  records: readonly Comparable[],
  verdicts: readonly PairVerdict[],
): Map<string, string> => {
  const groups = new Map(records.map((record) => [record.recordId, [record]]));
  const apart = verdicts.filter(({ verdict }) => verdict !== 'same-crossing');
  const isApart = (left: readonly Comparable[], right: readonly Comparable[]): boolean =>
    apart.some(({ recordIds: [one, other] }) => {
      const has = (group: readonly Comparable[], id: string) =>
        group.some(({ recordId }) => recordId === id);
      return (has(left, one) && has(right, other)) || (has(left, other) && has(right, one));
    });
  for (const { one, other } of [...settledEdges(verdicts), ...rescanEdges(records)]) {
    const [left, right] = [groups.get(one), groups.get(other)];
    if (!left || !right || left === right || isApart(left, right)) continue;
    const joined = [...left, ...right];
    for (const { recordId } of joined) groups.set(recordId, joined);
  }
  return new Map([...groups].map(([id, group]) => [id, earliestOf(group)]));
};

const earliestOf = (group: readonly Comparable[]): string =>
  group.toSorted(byTime)[0]?.recordId ?? '';

const byTime = (left: Comparable, right: Comparable): number =>
  left.atMs - right.atMs || (left.recordId < right.recordId ? -1 : 1);

const settledEdges = (verdicts: readonly PairVerdict[]): Edge[] =>
  verdicts
    .filter(({ verdict }) => verdict === 'same-crossing')
    .map(({ recordIds: [one, other] }) => ({ one, other, gapMs: 0 }))
    .toSorted(byGap);

const rescanEdges = (records: readonly Comparable[]): Edge[] => {
  const byCode = Map.groupBy(records, ({ kin }) => kin.code);
  byCode.delete(undefined);
  const edges = [...byCode.values()].flatMap((read) => {
    const inTime = read.toSorted(byTime);
    return inTime.flatMap((early, index) =>
      inTime
        .slice(index + 1)
        .map((late) => ({
          one: early.recordId,
          other: late.recordId,
          gapMs: late.atMs - early.atMs,
        }))
        .filter(({ gapMs }) => gapMs <= rescanMs),
    );
  });
  return edges.toSorted(byGap);
};

const byGap = (left: Edge, right: Edge): number =>
  left.gapMs - right.gapMs || (edgeKey(left) < edgeKey(right) ? -1 : 1);
const edgeKey = ({ one, other }: Edge): string => pairKey(one, other);
