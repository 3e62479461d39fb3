import type { Entry, EntryOf } from '../log/entry.ts';
import { headsOf, inForce, orderCausally } from '../merge/order-causally.ts';
import { takenBackBy } from '../merge/subject-entry.ts';

type QuarantineSettling = EntryOf<'quarantine.settled'>;
type TakenBack = EntryOf<'settling.taken-back'> & {
  readonly data: { readonly subject: 'quarantine' };
};

/** What may be said of an entry in quarantine. */
export type QuarantineEntry = QuarantineSettling | TakenBack;

export const isQuarantineEntry = (entry: Entry): entry is QuarantineEntry =>
  entry.kind === 'quarantine.settled' ||
  (entry.kind === 'settling.taken-back' && entry.data.subject === 'quarantine');

const isSettling = (entry: QuarantineEntry): entry is QuarantineSettling =>
  entry.kind === 'quarantine.settled';

type Settled = {
  /** Null: it waits for a person to look at it. */
  readonly settling: QuarantineSettling | null;
  /** What the next word about it is based on. */
  readonly heads: readonly string[];
};

/**
 * What became of each entry in quarantine, by the id it was sent under: the last word, and of several that
 * did not know of each other the greatest entry id. Their order of arrival means nothing.
 */
export const foldQuarantine = (entries: readonly QuarantineEntry[]): Map<string, Settled> => {
  const byId = new Map(entries.map((entry) => [entry.entryId, entry]));
  const bySubject = Map.groupBy(byId.values(), ({ subjectId }) => subjectId);
  return new Map(
    [...bySubject].map(([subjectId, about]): [string, Settled] => {
      const { placed } = orderCausally(null, about);
      const [settling] = headsOf(inForce(placed, isSettling, takenBackBy))
        .map(({ entry }) => entry)
        .filter(isSettling)
        .toSorted((left, right) => (left.entryId < right.entryId ? 1 : -1));
      const heads = headsOf(placed).map(({ entry }) => entry.entryId);
      return [subjectId, { settling: settling ?? null, heads: heads.toSorted() }];
    }),
  );
};
