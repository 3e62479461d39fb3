import { headsOf, seenBy } from './order-causally.ts';
import { sameValue } from './same-value.ts';

/** Whose word is shown while nobody settled: higher wins. */
export const authorities = { recorded: 0, officer: 1, supervisor: 2, settled: 3 } as const;

/** One writing of one field. */
export type FieldWrite = {
  readonly entryId: string;
  readonly bit: bigint;
  /** Everything its author had seen. */
  readonly ancestors: bigint;
  /** Undefined: the field is empty. */
  readonly value: unknown;
  readonly authority: (typeof authorities)[keyof typeof authorities];
};

export type FieldReading = {
  readonly shown: FieldWrite;
  /** What people wrote without knowing of each other and nobody settled since; empty: they agree. */
  readonly contested: readonly FieldWrite[];
};

/**
 * What a field holds after all its writings. One supersedes another only when its author had seen it;
 * of those left over one is shown, by authority and then by entry id, never by arrival [MERGE-2].
 * A disagreement that an ordinary amendment wrote over stays open until it is settled [MERGE-3].
 * @param writes each after those its author had seen
 */
export const readField = (writes: readonly FieldWrite[]): FieldReading => {
  const contestedBefore = new Map<bigint, readonly FieldWrite[]>();
  for (const { bit, ancestors } of writes) {
    const before = writes.filter((write) => (write.bit & ancestors) !== 0n);
    contestedBefore.set(bit, whereTheyDiffer(openWrites(before, contestedBefore)));
  }
  const [shown] = headsOf(writes).toSorted(byAuthority);
  if (shown === undefined) throw new Error('a field is read when somebody wrote it');
  const contested = whereTheyDiffer(openWrites(writes, contestedBefore));
  return { shown, contested: contested.toSorted(byAuthority) };
};

const byAuthority = (left: FieldWrite, right: FieldWrite): number =>
  right.authority - left.authority || (left.entryId < right.entryId ? 1 : -1);

/** The heads of some writings, and what was contested before a head and none of these settled. */
const openWrites = (
  writes: readonly FieldWrite[],
  contestedBefore: ReadonlyMap<bigint, readonly FieldWrite[]>,
): FieldWrite[] => {
  const settled = seenBy(writes.filter(({ authority }) => authority === authorities.settled));
  const heads = headsOf(writes);
  const earlier = heads
    .flatMap(({ bit }) => contestedBefore.get(bit) ?? [])
    .filter(({ bit }) => (bit & settled) === 0n);
  return [...new Set([...heads, ...earlier])];
};

const whereTheyDiffer = (writes: readonly FieldWrite[]): readonly FieldWrite[] =>
  writes.every(({ value }) => sameValue(value, writes[0]?.value)) ? [] : writes;
