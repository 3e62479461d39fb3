import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { Entry } from '../log/entry.ts';
import type { MergedSubject } from '../merge/fold-subject.ts';
import { isPairEntry, settlePairs } from '../merge/settle-pairs.ts';
import { takenBackBy } from '../merge/subject-entry.ts';
import { pairKey } from '../matching/pair.ts';
import type {
  DeskConflict,
  DeskPair,
  DeskRecord,
  DeskSettling,
  SaidBy,
  SettleDesk,
} from './desk.ts';
import { suggestPairs, type SuggestedPair } from './suggest-pairs.ts';

/** A record with all that was said of it. */
export type DeskSource = Omit<DeskRecord, 'declaration' | 'crossing'> & {
  readonly declarationId: string;
  readonly declaration: MergedSubject<Declaration> | null;
  readonly crossing: MergedSubject<Crossing>;
};

type DeskMaterial = {
  readonly records: readonly DeskSource[];
  /** What was said of these records since they were recorded. */
  readonly sayings: readonly Entry[];
  /** Who wrote an entry; null: it is not here. */
  readonly byOf: (entryId: string) => SaidBy | null;
  /** As much of each list as is told. */
  readonly limit: number;
};

const nobody: SaidBy = { officer: '', wallMs: 0, device: null };
const halves = ['declaration', 'crossing'] as const;

/**
 * Everything that waits for a supervisor: what contradicts itself, and what may have been kept twice. It
 * follows from the set of entries alone, so that a tablet and the server lay out the same of the same.
 */
export const layOutDesk = ({ records, sayings, byOf, limit }: DeskMaterial): SettleDesk => {
  const inOrder = records.toSorted(
    (left, right) => right.atMs - left.atMs || (left.recordId < right.recordId ? -1 : 1),
  );
  const conflicts = inOrder.flatMap((record) => conflictsOf(record, byOf));
  const pairs = pairsOf(inOrder, sayings, byOf);
  const settlings = settlingsOf(inOrder, sayings, byOf);
  const open = pairs.filter(isOpen);
  const told = {
    conflicts: conflicts.slice(0, limit),
    pairs: [...open.slice(0, limit), ...pairs.filter((pair) => !isOpen(pair)).slice(0, limit)],
    settlings: settlings.slice(0, limit),
  };
  const meant = new Set([
    ...told.conflicts.map(({ recordId }) => recordId),
    ...told.pairs.flatMap(({ recordIds }) => recordIds),
    ...told.settlings.map(({ recordId }) => recordId),
  ]);
  return {
    ...told,
    records: inOrder
      .filter(({ recordId }) => meant.has(recordId))
      .map(({ recordId, atMs, by, declaration, crossing }) => ({
        recordId,
        atMs,
        by,
        declaration: declaration?.data ?? {},
        crossing: crossing.data,
      })),
    more: conflicts.length > limit || open.length > limit,
  };
};

/** Nobody settled it, or two did who disagree. */
export const isOpen = ({ settled }: DeskPair): boolean => settled === null || settled.contested;

const conflictsOf = (record: DeskSource, byOf: DeskMaterial['byOf']): DeskConflict[] => {
  if (record.crossing.voiding !== null) return [];
  return halves.flatMap((half) => {
    const subject = record[half];
    if (subject === null) return [];
    return subject.conflicts.map(({ field, values }) => ({
      recordId: record.recordId,
      half,
      subjectId: subjectIdOf(record, half),
      field,
      basedOn: [...subject.heads],
      values: values.map(({ entryId, value }) => ({
        entryId,
        ...(value === undefined ? {} : { value }),
        by: byOf(entryId) ?? record.by,
      })),
    }));
  });
};

const subjectIdOf = ({ recordId, declarationId }: DeskSource, half: DeskConflict['half']): string =>
  half === 'crossing' ? recordId : declarationId;

const rank = { certain: 0, possible: 1, no: 2 } as const;

const pairsOf = (
  records: readonly DeskSource[],
  sayings: readonly Entry[],
  byOf: DeskMaterial['byOf'],
): DeskPair[] => {
  const standing = records.filter(({ crossing }) => crossing.voiding === null);
  const here = new Set(standing.map(({ recordId }) => recordId));
  const suggested = suggestPairs(
    standing.map(({ recordId, atMs, declaration, crossing }) => ({
      recordId,
      atMs,
      declaration: declaration?.data ?? {},
      crossing: crossing.data,
    })),
  );
  const pairById = new Map<string, DeskPair>();
  // One code read twice within minutes is one crossing already.
  for (const pair of suggested.filter(({ speaksFor }) => !speaksFor.includes('code'))) {
    pairById.set(pairKey(...pair.recordIds), suggestionToPair(pair));
  }
  for (const pair of settlePairs(sayings.filter(isPairEntry)).settled) {
    const { recordIds, verdict, contested, settlingId, heads } = pair;
    if (!recordIds.every((id) => here.has(id))) continue;
    const known = pairById.get(pairKey(...recordIds));
    pairById.set(pairKey(...recordIds), {
      ...(known ?? { likelihood: 'no', speaksFor: [], speaksAgainst: [] }),
      recordIds: [...recordIds],
      basedOn: [...heads],
      settled: { verdict, contested, settlingId, by: byOf(settlingId) ?? nobody },
    });
  }
  const place = new Map(records.map(({ recordId }, index) => [recordId, index]));
  const placeOf = ({ recordIds }: DeskPair): number =>
    Math.min(...recordIds.map((id) => place.get(id) ?? 0));
  return [...pairById.values()].toSorted(
    (left, right) =>
      rank[left.likelihood] - rank[right.likelihood] || placeOf(left) - placeOf(right),
  );
};

const suggestionToPair = ({ recordIds, likelihood, ...clues }: SuggestedPair): DeskPair => ({
  recordIds: [...recordIds],
  likelihood,
  speaksFor: [...clues.speaksFor],
  speaksAgainst: [...clues.speaksAgainst],
  basedOn: [],
  settled: null,
});

const settlingsOf = (
  records: readonly DeskSource[],
  sayings: readonly Entry[],
  byOf: DeskMaterial['byOf'],
): DeskSettling[] => {
  const takenBack = new Set(sayings.map(takenBackBy));
  return sayings
    .flatMap((entry): DeskSettling[] => {
      if (entry.kind !== 'conflict.settled' || takenBack.has(entry.entryId)) return [];
      const half = entry.data.subject;
      const record = records.find((one) => subjectIdOf(one, half) === entry.subjectId);
      const subject = record?.[half];
      if (record === undefined || !subject || !canBeTakenBack(entry.data)) return [];
      return [
        {
          recordId: record.recordId,
          half,
          subjectId: entry.subjectId,
          settlingId: entry.entryId,
          fields: Object.keys(entry.data.fields),
          basedOn: [...subject.heads],
          by: byOf(entry.entryId) ?? nobody,
        },
      ];
    })
    .toSorted((left, right) => right.by.wallMs - left.by.wallMs);
};

/** The book of paper sheets does not follow a taking back: such a settling is settled anew instead. */
const canBeTakenBack = (data: {
  readonly fields: object;
  readonly unvoid?: true | undefined;
}): boolean =>
  data.unvoid !== true && Object.keys(data.fields).length > 0 && !('paperSerial' in data.fields);
