import type { Envelope } from '../log/entry.ts';

type Ordered = Pick<Envelope, 'entryId' | 'basedOn'>;

/** An entry among the others of its subject. Each has a bit of its own; sets of entries are masks. */
export type Placed<Entry> = {
  readonly entry: Entry;
  readonly bit: bigint;
  /** Everything its author had seen, and what those authors had. */
  readonly ancestors: bigint;
};

/** The bit of what a subject begins with, which everybody who speaks of it had seen. */
export const beginning = 1n;

/**
 * Says of each entry what it was based on, directly or not; those it was based on come before it.
 * One that names an entry which is not here waits [MERGE-6]; so does one that names itself.
 * @param beginningId what the subject begins with; null: nothing
 */
export const orderCausally = <Entry extends Ordered>(
  beginningId: string | null,
  entries: readonly Entry[],
): { placed: Placed<Entry>[]; parked: Entry[] } => {
  const placed: Placed<Entry>[] = [];
  const maskById = new Map<string, bigint>();
  if (beginningId !== null) maskById.set(beginningId, beginning);
  let waiting = entries;
  for (;;) {
    const parked: Entry[] = [];
    for (const entry of waiting) {
      const seen = (entry.basedOn ?? []).map((id) => maskById.get(id));
      if (seen.includes(undefined)) {
        parked.push(entry);
        continue;
      }
      const ancestors = seen.reduce<bigint>((mask, one) => mask | (one ?? 0n), beginning);
      const bit = beginning << BigInt(placed.length + 1);
      placed.push({ entry, bit, ancestors });
      maskById.set(entry.entryId, ancestors | bit);
    }
    if (parked.length === waiting.length) return { placed, parked };
    waiting = parked;
  }
};

/**
 * Those that still speak: without the settlings that somebody who had seen them took back. Who does so says
 * nothing else, and nothing but a settling can be taken back.
 * @param takenBackBy the id of the settling that an entry takes back, or null
 */
export const inForce = <Entry extends Ordered>(
  placed: readonly Placed<Entry>[],
  isSettling: (entry: Entry) => boolean,
  takenBackBy: (entry: Entry) => string | null,
): Placed<Entry>[] => {
  const settlings = placed.filter(({ entry }) => isSettling(entry));
  const bitById = new Map(settlings.map(({ entry, bit }) => [entry.entryId, bit]));
  const takenBack = placed.reduce((mask, { entry, ancestors }) => {
    const id = takenBackBy(entry);
    return mask | (id === null ? 0n : (bitById.get(id) ?? 0n) & ancestors);
  }, 0n);
  return placed.filter(({ entry, bit }) => takenBackBy(entry) === null && (bit & takenBack) === 0n);
};

/** Everything that one of these had seen. */
export const seenBy = (placed: readonly Pick<Placed<unknown>, 'ancestors'>[]): bigint =>
  placed.reduce((mask, { ancestors }) => mask | ancestors, 0n);

/** Those that none of the others had seen. */
export const headsOf = <Member extends Pick<Placed<unknown>, 'bit' | 'ancestors'>>(
  placed: readonly Member[],
): Member[] => {
  const seen = seenBy(placed);
  return placed.filter(({ bit }) => (bit & seen) === 0n);
};
