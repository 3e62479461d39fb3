import type { DuplicateVerdict } from '../merge/merge-data.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { Comparable, Evidence } from './kin.ts';
import { pairKey, type PairVerdict } from './pair.ts';
import { findSameCrossings } from './same-crossing.ts';

export type Link = {
  /** The other record. */
  readonly recordId: string;
  /** Empty: only a settling links them. */
  readonly evidence: readonly Evidence[];
  /** What a supervisor said; null: nobody has looked at it yet. */
  readonly verdict: DuplicateVerdict | null;
  readonly contested: boolean;
};

export type RecordLinks = {
  /** The earlier record of the same crossing, which is the one that counts; null: this one. */
  readonly seenAgainOf: string | null;
  /** Records that may be, or were settled to be, the same person. */
  readonly likely: readonly Link[];
};

/** How the records of one unit belong together. Those that were voided are left out before. */
export const linkRecords = (
  records: readonly Comparable[],
  verdicts: readonly PairVerdict[],
): Map<string, RecordLinks> => {
  const firstById = findSameCrossings(records, verdicts);
  const verdictByPair = new Map(verdicts.map((one) => [pairKey(...one.recordIds), one]));
  const linksById = new Map<string, Link[]>();
  const addBothWays = ([one, other]: readonly [string, string], link: Omit<Link, 'recordId'>) => {
    for (const [from, to] of [[one, other] as const, [other, one] as const]) {
      linksById.set(from, [...(linksById.get(from) ?? []), { recordId: to, ...link }]);
    }
  };
  const seen = new Set<string>();
  for (const { recordIds, evidence } of findDuplicates(records)) {
    const settled = verdictByPair.get(pairKey(...recordIds));
    seen.add(pairKey(...recordIds));
    const { verdict = null, contested = false } = settled ?? {};
    const isOneCrossing = firstById.get(recordIds[0]) === firstById.get(recordIds[1]);
    if (contested || !(isOneCrossing || verdict === 'different')) {
      addBothWays(recordIds, { evidence, verdict, contested });
    }
  }
  for (const { recordIds, verdict, contested } of verdicts) {
    const isHere = recordIds.every((id) => firstById.has(id));
    if (!isHere || seen.has(pairKey(...recordIds))) continue;
    if (contested || verdict === 'same-person') {
      addBothWays(recordIds, { evidence: [], verdict, contested });
    }
  }
  return new Map(
    [...firstById].map(([recordId, first]) => [
      recordId,
      {
        seenAgainOf: first === recordId ? null : first,
        likely: (linksById.get(recordId) ?? []).toSorted(byId),
      },
    ]),
  );
};

const byId = (left: Link, right: Link): number => (left.recordId < right.recordId ? -1 : 1);
