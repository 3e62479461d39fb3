import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { Entry, EntryOf } from '../log/entry.ts';
import { correctedMs, kinOf } from '../matching/kin.ts';
import { linkRecords, type RecordLinks } from '../matching/link-records.ts';
import { foldSubject, type MergedSubject } from './fold-subject.ts';
import { isPairEntry, settlePairs, type PairEntry, type SettledPair } from './settle-pairs.ts';
import { entryToSubjectKind, type SubjectEntry, type SubjectKind } from './subject-entry.ts';

/** One person at one unit at one time: what the list shows and the board counts. */
export type MergedRecord = RecordLinks & {
  /** Subject id of the crossing. */
  readonly recordId: string;
  readonly unitId: string;
  readonly shiftId: string;
  readonly officer: string;
  /** Unix milliseconds by the clock of the tablet that recorded it. */
  readonly wallMs: number;
  readonly crossing: MergedSubject<Crossing>;
  /** Null until it arrives: the two halves are entries of their own. */
  readonly declaration: MergedSubject<Declaration> | null;
};

export type FoldedRecords = {
  readonly records: readonly MergedRecord[];
  /** Pairs of records of which somebody said what they are to each other. */
  readonly settled: readonly SettledPair[];
  /** Ids of entries that wait for what they are about or based on [MERGE-6]. */
  readonly parked: readonly string[];
};

/**
 * Folds a set of entries into records: neither the order of arrival nor an entry that came twice changes
 * anything [MERGE-1]. Custody has seen to it that one id means one content.
 */
export const foldRecords = (entries: Iterable<Entry>): FoldedRecords => {
  const byId = new Map([...entries].map((entry) => [entry.entryId, entry]));
  const units = Map.groupBy(byId.values(), ({ unitId }) => unitId);
  const inOrder = [...units].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const folded = inOrder.map(([, ofUnit]) => foldUnit(ofUnit));
  return {
    records: folded
      .flatMap(({ records }) => records)
      .toSorted((left, right) => (left.recordId < right.recordId ? -1 : 1)),
    settled: folded.flatMap(({ settled }) => settled),
    parked: folded.flatMap(({ parked }) => parked).toSorted(),
  };
};

/** Those that were not voided, each crossing once however often it was seen. */
export const countCrossings = (records: readonly MergedRecord[]): number =>
  records.filter(({ crossing, seenAgainOf }) => crossing.voiding === null && seenAgainOf === null)
    .length;

type CrossingRecorded = EntryOf<'crossing.recorded'>;
type DeclarationRecorded = EntryOf<'declaration.recorded'>;
type UnlinkedRecord = Omit<MergedRecord, keyof RecordLinks> & { readonly atMs: number };

const foldUnit = (entries: readonly Entry[]): FoldedRecords => {
  const { crossings, declarations, later, settlings } = sortOut(entries);
  const parked: string[] = [];
  const fold = <Data extends object>(
    kind: SubjectKind,
    recording: { entryId: string; subjectId: string; data: Data },
  ): MergedSubject<Data> => {
    const key = subjectKey(kind, recording.subjectId);
    const { merged, parked: waiting } = foldSubject(recording, later.get(key) ?? []);
    later.delete(key);
    parked.push(...waiting.map(({ entryId }) => entryId));
    return merged;
  };
  const declarationById = new Map(
    [...declarations].map(([id, entry]) => [id, fold('declaration', entry)]),
  );
  const records = [...crossings.values()].map((entry): UnlinkedRecord => {
    const crossing = fold('crossing', entry);
    const { unitId, shiftId, officer, time, subjectId: recordId } = entry;
    return {
      recordId,
      unitId,
      shiftId,
      officer,
      wallMs: time.wall,
      atMs: correctedMs(time),
      crossing,
      declaration: declarationById.get(crossing.data.declarationId) ?? null,
    };
  });
  const homeless = [...later.values()].flat().map(({ entryId }) => entryId);
  const pairs = settlingsHere(settlings, crossings);
  return {
    records: withLinks(records, pairs.settled),
    settled: pairs.settled,
    parked: [...parked, ...homeless, ...pairs.parked],
  };
};

const subjectKey = (kind: SubjectKind, subjectId: string): string => `${kind} ${subjectId}`;

const sortOut = (entries: readonly Entry[]) => {
  const crossings = new Map<string, CrossingRecorded>();
  const declarations = new Map<string, DeclarationRecorded>();
  const later = new Map<string, SubjectEntry[]>();
  const settlings: PairEntry[] = [];
  for (const entry of entries) {
    const about = entryToSubjectKind(entry);
    if (about !== null) {
      const key = subjectKey(about[0], entry.subjectId);
      later.set(key, [...(later.get(key) ?? []), about[1]]);
    }
    if (entry.kind === 'crossing.recorded') keepFirst(crossings, entry);
    if (entry.kind === 'declaration.recorded') keepFirst(declarations, entry);
    if (isPairEntry(entry)) settlings.push(entry);
  }
  return { crossings, declarations, later, settlings };
};

/** A subject is recorded once. Should a foreign client do it again, the lesser entry id stands. */
const keepFirst = <One extends { entryId: string; subjectId: string }>(
  bySubject: Map<string, One>,
  entry: One,
): void => {
  const known = bySubject.get(entry.subjectId);
  if (known === undefined || entry.entryId < known.entryId) bySubject.set(entry.subjectId, entry);
};

const settlingsHere = (
  settlings: readonly PairEntry[],
  crossings: ReadonlyMap<string, unknown>,
) => {
  const isHere = ({ data }: PairEntry) => data.recordIds.every((id) => crossings.has(id));
  const { settled, parked } = settlePairs(settlings.filter(isHere));
  const waiting = [...settlings.filter((one) => !isHere(one)), ...parked];
  return { settled, parked: waiting.map(({ entryId }) => entryId) };
};

const withLinks = (
  records: readonly UnlinkedRecord[],
  settled: readonly SettledPair[],
): MergedRecord[] => {
  const standing = records.filter(({ crossing }) => crossing.voiding === null);
  const links = linkRecords(
    standing.map(({ recordId, atMs, crossing, declaration }) => ({
      recordId,
      atMs,
      direction: declaration?.data['move.direction'] ?? null,
      kin: kinOf(crossing.data, declaration?.data ?? null),
    })),
    settled,
  );
  return records.map(({ atMs: _atMs, ...record }) => ({
    ...record,
    ...(links.get(record.recordId) ?? { seenAgainOf: null, likely: [] }),
  }));
};
