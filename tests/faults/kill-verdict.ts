import { hashOf } from '#domain/log/chain.ts';
import type { RecordCount, StoredEntry } from '../../sync-server/store/store.ts';
import type { ClientWitness } from './kill-client.ts';

export type KillVerdict = {
  readonly acknowledged: number;
  /** Acknowledged, and not in the ledger as what was sent; or taken back by a later answer. */
  readonly lost: number;
  /** Entries that took effect more than once, and records counted beyond those sent. */
  readonly duplicated: number;
  /** Logs that do not run from 1 to their end. */
  readonly gaps: number;
  readonly contradictions: number;
  /** Lives the ledger claimed to have had. */
  readonly epochs: number;
  readonly pushesCut: { readonly stored: number; readonly unstored: number };
  readonly answers: Readonly<Record<string, number>>;
};

/** What the clients were told against what the ledger holds and counts. */
export const judgeKills = (
  witnesses: readonly ClientWitness[],
  held: readonly StoredEntry[],
  counted: readonly RecordCount[],
): KillVerdict => {
  const sum = (of: (witness: ClientWitness) => number) =>
    witnesses.reduce((total, witness) => total + of(witness), 0);
  return {
    acknowledged: sum(({ acked }) => acked),
    lost: sum((witness) => witness.takenBack + countMissing(witness, held)),
    duplicated: countDoubled(held) + countOvercounted(witnesses, held, counted),
    gaps: witnesses.filter(({ logId }) => hasGap(logId, held)).length,
    contradictions: sum(({ contradictions }) => contradictions),
    epochs: new Set(witnesses.flatMap(({ epochs }) => [...epochs])).size,
    pushesCut: {
      stored: sum(({ cutStored }) => cutStored),
      unstored: sum(({ cutUnstored }) => cutUnstored),
    },
    answers: addUp(witnesses.flatMap(({ answers }) => [...answers])),
  };
};

const ofLog = (logId: string, held: readonly StoredEntry[]): StoredEntry[] =>
  held.filter((entry) => entry.logId === logId);

const countMissing = (
  { logId, made, acked }: ClientWitness,
  held: readonly StoredEntry[],
): number => {
  const byPosition = new Map(ofLog(logId, held).map((entry) => [entry.position, entry]));
  return made.slice(0, acked).filter(({ position, entryId, frame }) => {
    const stored = byPosition.get(position);
    return (
      stored?.status !== 'applied' || stored.entryId !== entryId || stored.hash !== hashOf(frame)
    );
  }).length;
};

const countDoubled = (held: readonly StoredEntry[]): number => {
  const applied = held.filter(({ status }) => status === 'applied');
  return applied.length - new Set(applied.map(({ entryId }) => entryId)).size;
};

/** The board's counts are kept beside the entries, in the same transaction. */
const countOvercounted = (
  witnesses: readonly ClientWitness[],
  held: readonly StoredEntry[],
  counted: readonly RecordCount[],
): number => {
  const sum = witnesses.reduce((total, { device, logId }) => {
    const crossings = ofLog(logId, held).filter(
      ({ kind, status }) => kind === 'crossing.recorded' && status === 'applied',
    ).length;
    const onBoard = counted
      .filter(({ deviceId }) => deviceId === device.deviceId)
      .reduce((records, each) => records + each.records, 0);
    return total + Math.abs(onBoard - crossings);
  }, 0);
  return sum;
};

const hasGap = (logId: string, held: readonly StoredEntry[]): boolean =>
  ofLog(logId, held)
    .map(({ position }) => position)
    .toSorted((left, right) => left - right)
    .some((position, index) => position !== index + 1);

const addUp = (pairs: readonly (readonly [number, number])[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const [name, count] of pairs) sums[name] = (sums[name] ?? 0) + count;
  return sums;
};
