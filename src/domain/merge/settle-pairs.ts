import type { Entry, EntryOf } from '../log/entry.ts';
import { pairKey, type PairVerdict } from '../matching/pair.ts';
import { headsOf, inForce, orderCausally } from './order-causally.ts';
import { takenBackBy } from './subject-entry.ts';

type DuplicateSettling = EntryOf<'duplicate.settled'>;
type PairTakenBack = EntryOf<'settling.taken-back'> & {
  readonly data: { readonly subject: 'pair' };
};

/** What may be said of two records. */
export type PairEntry = DuplicateSettling | PairTakenBack;

export const isPairEntry = (entry: Entry): entry is PairEntry =>
  entry.kind === 'duplicate.settled' ||
  (entry.kind === 'settling.taken-back' && entry.data.subject === 'pair');

const isPairSettling = (entry: PairEntry): entry is DuplicateSettling =>
  entry.kind === 'duplicate.settled';

/** What was settled of a pair, with what the next settling of it is based on. */
export type SettledPair = PairVerdict & {
  readonly heads: readonly string[];
  /** The entry whose word holds. */
  readonly settlingId: string;
};

/**
 * What holds of each pair of records: the settling whose author had seen the others. Of those that knew
 * nothing of each other the greatest entry id holds, and the pair is contested [MERGE-9]. A pair of which
 * all was taken back is not settled.
 */
export const settlePairs = (
  settlings: readonly PairEntry[],
): { settled: SettledPair[]; parked: PairEntry[] } => {
  const byPair = Map.groupBy(settlings, ({ data }) => pairKey(...data.recordIds));
  const settled: SettledPair[] = [];
  const parked: PairEntry[] = [];
  for (const ofPair of byPair.values()) {
    const ordered = orderCausally(null, ofPair);
    parked.push(...ordered.parked);
    const heads = headsOf(inForce(ordered.placed, isPairSettling, takenBackBy))
      .map(({ entry }) => entry)
      .filter(isPairSettling)
      .toSorted((left, right) => (left.entryId < right.entryId ? 1 : -1));
    const [last] = heads;
    if (last === undefined) continue;
    const { recordIds, verdict } = last.data;
    const [one, other] = recordIds.toSorted();
    settled.push({
      recordIds: [one ?? '', other ?? ''],
      verdict,
      settlingId: last.entryId,
      contested: heads.some(({ data }) => data.verdict !== verdict),
      heads: headsOf(ordered.placed)
        .map(({ entry }) => entry.entryId)
        .toSorted(),
    });
  }
  return { settled: settled.toSorted(byPairKey), parked };
};

const byPairKey = (left: SettledPair, right: SettledPair): number =>
  pairKey(...left.recordIds) < pairKey(...right.recordIds) ? -1 : 1;
