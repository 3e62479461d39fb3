import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import {
  histories,
  idOf,
  entryOf,
  playHistory,
  recordedAs,
} from '../../../tests/support/merge-history.ts';
import { foldRecords, type FoldedRecords } from './fold-records.ts';
import { foldSubject } from './fold-subject.ts';
import { entryToSubjectKind } from './subject-entry.ts';

const shuffled = <Item>(items: readonly Item[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

const arrivals = histories.chain((steps) => {
  const entries = playHistory(steps);
  return fc.record({
    entries: fc.constant(entries),
    order: shuffled(entries),
    otherOrder: shuffled(entries),
    again: fc.subarray(entries),
  });
});

/** Everything that came after an entry, knowing of it. */
const descendantsOf = (entries: readonly Entry[], entryId: string): Set<string> => {
  const found = new Set([entryId]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const entry of entries) {
      if (entry.basedOn?.some((id) => found.has(id))) found.add(entry.entryId);
    }
  }
  found.delete(entryId);
  return found;
};

/** As a tablet does it: each arrival folds its own subject again. */
const foldOneByOne = (order: readonly Entry[]) => {
  const known: Entry[] = [];
  const crossings = new Map<string, unknown>();
  for (const entry of order) {
    known.push(entry);
    const recording = known.find(
      ({ kind, subjectId }) => kind === 'crossing.recorded' && subjectId === entry.subjectId,
    );
    if (recording?.kind !== 'crossing.recorded') continue;
    const later = known
      .filter(({ subjectId }) => subjectId === entry.subjectId)
      .map(entryToSubjectKind)
      .flatMap((about) => (about?.[0] === 'crossing' ? [about[1]] : []));
    crossings.set(entry.subjectId, foldSubject(recording, later).merged);
  }
  return crossings;
};

const crossingsOf = ({ records }: FoldedRecords) =>
  new Map<string, unknown>(records.map(({ recordId, crossing }) => [recordId, crossing]));

describe('the fold', () => {
  it('[MERGE-1] any order of arrival and any repetition give the same records (seed 43)', () => {
    fc.assert(
      fc.property(arrivals, ({ entries, order, otherOrder, again }) => {
        const whole = foldRecords(entries);
        expect(whole.parked).toEqual([]);
        expect(foldRecords(order)).toEqual(whole);
        expect(foldRecords([...again, ...otherOrder, ...again])).toEqual(whole);
      }),
      { seed: 43, numRuns: 300 },
    );
  });

  it('[MERGE-1] folding subject by subject as entries arrive ends where folding everything does (seed 44)', () => {
    fc.assert(
      fc.property(arrivals, ({ entries, order, otherOrder }) => {
        const whole = crossingsOf(foldRecords(entries));
        expect(foldOneByOne(order)).toEqual(whole);
        expect(foldOneByOne(otherOrder)).toEqual(whole);
      }),
      { seed: 44, numRuns: 200 },
    );
  });

  it('[MERGE-6] an entry that is missing makes wait exactly what came after it, until it lands (seed 45)', () => {
    const holed = arrivals.chain(({ entries, order }) =>
      fc.record({ entries: fc.constant(entries), order: fc.constant(order), hole: fc.nat() }),
    );
    fc.assert(
      fc.property(holed, ({ entries, order, hole }) => {
        const later = entries.filter(({ kind }) => !kind.endsWith('.recorded'));
        fc.pre(later.length > 0);
        const missing = later[hole % later.length];
        const present = order.filter((entry) => entry !== missing);
        const { parked, records } = foldRecords(present);
        expect(parked).toEqual([...descendantsOf(entries, missing?.entryId ?? '')].toSorted());
        const placed = present.filter(({ entryId }) => !parked.includes(entryId));
        expect(foldRecords(placed).records).toEqual(records);
        expect(foldRecords([...present, ...(missing ? [missing] : [])])).toEqual(
          foldRecords(entries),
        );
      }),
      { seed: 45, numRuns: 300 },
    );
  });

  it('[MERGE-6] what is about a record that never came, or is based on itself, waits', () => {
    const about = { kind: 'crossing.amended', subjectId: idOf('p') } as const;
    const data = { fields: { 'check.temperature': 37 }, role: 'supervisor' } as const;
    const own = entryOf({ ...about, name: 'own', data, basedOn: [idOf('own')] });
    const lone = entryOf({ ...about, name: 'lone', data });
    const circle = [
      entryOf({ ...about, name: 'a', data, basedOn: [idOf('b')] }),
      entryOf({ ...about, name: 'b', data, basedOn: [idOf('a')] }),
    ];
    const ofOtherKind = entryOf({
      name: 'of declaration',
      kind: 'declaration.voided',
      subjectId: idOf('p'),
      data: { reason: 'other' },
    });
    const waiting = [own, lone, ...circle, ofOtherKind];
    const ids = (entries: readonly Entry[]) => entries.map(({ entryId }) => entryId).toSorted();
    expect(foldRecords(waiting)).toEqual({ records: [], settled: [], parked: ids(waiting) });
    const landed = foldRecords([...waiting, ...recordedAs('p')]);
    expect(landed.parked).toEqual(ids([own, ...circle, ofOtherKind]));
    expect(landed.records[0]?.crossing.data['check.temperature']).toBe(37);
  });
});
