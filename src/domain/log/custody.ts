import type { ArrivedAlert, ArrivedEntry, EntryEffect, EntryMark } from './arrival.ts';
import { lostHash } from './lost-entry.ts';

/** What a tablet sends of one log: `skipCount` lost positions from `from` on, then `resent`, then `entries`. */
export type Offer = {
  readonly logId: string;
  readonly from: number;
  readonly skipCount: number;
  /** At positions that were acknowledged before: to be compared, there is no need to read them. */
  readonly resent: readonly EntryMark[];
  readonly entries: readonly ArrivedEntry[];
  readonly alerts: readonly ArrivedAlert[];
};

/** What the ledger holds that the decision depends on. */
export type Holding = {
  readonly ackedThrough: number;
  /** Chain digest at `ackedThrough`. */
  readonly digest: string;
  /** What is held at the positions of `resent` and `entries` that are acknowledged already. */
  readonly entryAt: ReadonlyMap<number, EntryMark & { readonly kind: string | null }>;
  /** Hashes of everything the unit sent under the ids of `entries` and `alerts`. */
  readonly hashesById: ReadonlyMap<string, readonly string[]>;
  /** Ids of the unit's alerts that no log has reached. */
  readonly aheadIds: ReadonlySet<string>;
};

export type CustodyStatus = 'applied' | 'duplicate' | 'quarantined' | 'skipped';

export type CustodyRow = {
  readonly position: number;
  readonly entryId: string;
  readonly hash: string;
  readonly frame: Uint8Array;
  readonly kind: string | null;
  readonly subjectId: string | null;
  readonly shiftId: string | null;
  readonly status: CustodyStatus;
  readonly reason: string | null;
  readonly effect: EntryEffect | null;
};

/** What became of the entries from one position through another. */
type CustodyRun = {
  from: number;
  through: number;
  readonly status: 'applied' | 'duplicate' | 'quarantined';
  readonly reason?: string;
};

export type CustodyDecision = {
  /** Another entry stands at a position that was sent: nothing of `entries` is kept. */
  readonly forked: boolean;
  readonly ackedThrough: number;
  readonly digest: string;
  readonly results: readonly CustodyRun[];
  /** What is to be kept, at the positions after the one that was acknowledged. */
  readonly rows: readonly CustodyRow[];
  /** Chain digests on the way, for comparing the log later without reckoning it from its start. */
  readonly checkpoints: readonly { readonly position: number; readonly digest: string }[];
  readonly alertsToKeep: readonly ArrivedAlert[];
  /** Ids of alerts that the log has now reached. */
  readonly alertsToSettle: readonly string[];
};

/** A chain digest is kept at every multiple of this position. */
const checkpointEvery = 128;

/** Positions that one request can declare lost; the answer says how far it came. */
const skipLimit = 2000;

/** `nextDigest`, or a faster one with the same result. */
type Chain = (previousDigest: string, hash: string) => string;

/**
 * What becomes of an offer: everything that follows from what is held and what arrived, and nothing else,
 * so that every engine decides alike. Offering the same again changes nothing, however it is cut.
 */
export const decideCustody = (
  { logId, from, skipCount, resent, entries, alerts }: Offer,
  held: Holding,
  chain: Chain,
): CustodyDecision => {
  const firstSent = from + skipCount;
  const firstEntry = firstSent + resent.length;
  // A ledger that has forgotten what it acknowledged cannot take marks for entries.
  const isForgotten = resent.length > 0 && firstEntry > held.ackedThrough + 1;
  const isGap = from > held.ackedThrough + 1 || isForgotten;
  const sent = [...resent, ...entries];
  const forked = !isGap && sent.some((mark, index) => isOther(mark, firstSent + index, held));
  const hashesById = new Map(held.hashesById);
  const rows: CustodyRow[] = [];
  const results: CustodyRun[] = [];
  const checkpoints: { position: number; digest: string }[] = [];
  let { ackedThrough, digest } = held;

  const take = (row: CustodyRow): void => {
    rows.push(row);
    ackedThrough = row.position;
    digest = chain(digest, row.hash);
    if (ackedThrough % checkpointEvery === 0) checkpoints.push({ position: ackedThrough, digest });
  };

  if (!isGap && !forked) {
    const lostThrough = Math.min(firstSent - 1, held.ackedThrough + skipLimit);
    while (ackedThrough < lostThrough) take(lostRow(logId, ackedThrough + 1));
    // More is lost than one request may say: the entries come after the rest of it.
    const isReached = ackedThrough >= firstSent - 1;
    for (const index of resent.keys()) addToRuns(results, firstSent + index, 'duplicate', null);
    for (const [index, entry] of (isReached ? entries : []).entries()) {
      const position = firstEntry + index;
      if (position <= held.ackedThrough) {
        addToRuns(results, position, 'duplicate', null);
        continue;
      }
      const { status, reason } = judge(entry, hashesById.get(entry.entryId) ?? []);
      addToRuns(results, position, status, reason);
      hashesById.set(entry.entryId, [...(hashesById.get(entry.entryId) ?? []), entry.hash]);
      const { entryId, hash, frame, kind, subjectId, shiftId } = entry;
      const effect = status === 'applied' ? entry.effect : null;
      const said = { entryId, hash, frame, kind, subjectId, shiftId };
      take({ ...said, position, status, reason, effect });
    }
  }
  return {
    forked,
    ackedThrough,
    digest,
    results,
    rows,
    checkpoints,
    alertsToKeep: alerts.filter(({ entryId }) => !hashesById.has(entryId)),
    alertsToSettle: rows.map(({ entryId }) => entryId).filter((id) => held.aheadIds.has(id)),
  };
};

const isOther = (mark: EntryMark, position: number, held: Holding): boolean => {
  if (position > held.ackedThrough) return false;
  const known = held.entryAt.get(position);
  return known?.entryId !== mark.entryId || known.hash !== mark.hash;
};

/** The id of nothing: a lost position never meets an entry by it. */
const lostEntryId = '';

const lostRow = (logId: string, position: number): CustodyRow => ({
  position,
  entryId: lostEntryId,
  hash: lostHash(logId, position),
  frame: new Uint8Array(),
  kind: null,
  subjectId: null,
  shiftId: null,
  status: 'skipped',
  reason: 'row-lost',
  effect: null,
});

type Judgement = {
  readonly status: 'applied' | 'duplicate' | 'quarantined';
  readonly reason: string | null;
};

/**
 * It never says no: whatever cannot be applied is kept in quarantine, and the entries after it go on.
 * @param earlierHashes of everything the unit sent before under the same id
 */
export const judge = (
  entry: Pick<ArrivedEntry, 'hash' | 'bearsItsId' | 'fault'>,
  earlierHashes: readonly string[],
): Judgement => {
  if (entry.bearsItsId && earlierHashes.includes(entry.hash)) {
    return { status: 'duplicate', reason: null };
  }
  if (entry.bearsItsId && earlierHashes.length > 0) {
    return { status: 'quarantined', reason: 'entry/id-reused' };
  }
  if (entry.fault !== null) return { status: 'quarantined', reason: entry.fault };
  return { status: 'applied', reason: null };
};

const addToRuns = (
  runs: CustodyRun[],
  position: number,
  status: Judgement['status'],
  reason: string | null,
): void => {
  const last = runs.at(-1);
  if (last?.status === status && (last.reason ?? null) === reason) last.through = position;
  else {
    const run = { from: position, through: position, status };
    runs.push(reason === null ? run : { ...run, reason });
  }
};
