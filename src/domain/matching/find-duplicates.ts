import type { Comparable, Evidence } from './kin.ts';

/** The same person twice within this time and in one direction is perhaps one person entered twice. */
const duplicateMs = 30 * 60_000;

export type LikePair = {
  readonly recordIds: readonly [string, string];
  readonly evidence: readonly Evidence[];
};

/** Pairs of records that may be one: linked with what speaks for it, never dropped [MERGE-8]. */
export const findDuplicates = (records: readonly Comparable[]): LikePair[] => {
  const evidenceByPair = new Map<string, { pair: LikePair['recordIds']; evidence: Evidence[] }>();
  for (const kind of personEvidence) {
    for (const [one, other] of pairsAlike(records, kind)) {
      const pair = [one.recordId, other.recordId] as const;
      const known = evidenceByPair.get(pair.join(' ')) ?? { pair, evidence: [] };
      known.evidence.push(kind);
      evidenceByPair.set(pair.join(' '), known);
    }
  }
  return [...evidenceByPair.values()].map(({ pair, evidence }) => ({ recordIds: pair, evidence }));
};

const personEvidence = ['paper-serial', 'document', 'name-birth'] as const;

/** The lesser id first. */
const pairsAlike = (
  records: readonly Comparable[],
  kind: (typeof personEvidence)[number],
): (readonly [Comparable, Comparable])[] => {
  const alike = Map.groupBy(records, ({ kin }) => kin[kind]);
  alike.delete(undefined);
  return [...alike.values()].flatMap((group) => {
    const inOrder = group.toSorted((left, right) => (left.recordId < right.recordId ? -1 : 1));
    return inOrder.flatMap((one, index) =>
      inOrder
        .slice(index + 1)
        .filter((other) => kind === 'paper-serial' || isSoonAfter(one, other))
        .map((other) => [one, other] as const),
    );
  });
};

const isSoonAfter = (one: Comparable, other: Comparable): boolean =>
  one.direction === other.direction && Math.abs(one.atMs - other.atMs) <= duplicateMs;
