import type { EntryOf } from '../log/entry.ts';
import { pairKey, type PairVerdict } from '../matching/pair.ts';
import { headsOf, orderCausally } from './order-causally.ts';

export type DuplicateSettling = EntryOf<'duplicate.settled'>;

/** What was settled of a pair, with what the next settling of it is based on. */
export type SettledPair = PairVerdict & { readonly heads: readonly string[] };

/**
 * What holds of each pair of records: the settling whose author had seen the others. Of those that knew
 * nothing of each other the greatest entry id holds, and the pair is contested [MERGE-9].
 */
export const settlePairs = (
  settlings: readonly DuplicateSettling[],
): { settled: SettledPair[]; parked: DuplicateSettling[] } => {
  const byPair = Map.groupBy(settlings, ({ data }) => pairKey(...data.recordIds));
  const settled: SettledPair[] = [];
  const parked: DuplicateSettling[] = [];
  for (const ofPair of byPair.values()) {
    const ordered = orderCausally(null, ofPair);
    parked.push(...ordered.parked);
    const heads = headsOf(ordered.placed)
      .map(({ entry }) => entry)
      .toSorted((left, right) => (left.entryId < right.entryId ? 1 : -1));
    const [last] = heads;
    if (last === undefined) continue;
    const { recordIds, verdict } = last.data;
    const [one, other] = recordIds.toSorted();
    settled.push({
      recordIds: [one ?? '', other ?? ''],
      verdict,
      contested: heads.some(({ data }) => data.verdict !== verdict),
      heads: heads.map(({ entryId }) => entryId).toSorted(),
    });
  }
  return { settled: settled.toSorted(byPairKey), parked };
};

const byPairKey = (left: SettledPair, right: SettledPair): number =>
  pairKey(...left.recordIds) < pairKey(...right.recordIds) ? -1 : 1;
