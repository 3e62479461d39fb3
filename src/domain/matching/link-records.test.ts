import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { countCrossings, foldRecords } from '../merge/fold-records.ts';
import type { DuplicateVerdict } from '../merge/merge-data.ts';
import { entryOf, idOf, recordedAs } from '../../../tests/support/merge-history.ts';
import { morningMs } from '../../../tests/support/tablet-fixture.ts';

const minute = 60_000;
const code = (digit: string) => ({ codeHash: digit.repeat(64) });

let people = 0;
/** Somebody else each time, unless told otherwise. */
const someone = () => {
  people += 1;
  return {
    docNumber: `0011900${10_000 + people}`,
    fullName: `Người ${people}`,
    phone: '+84912345678',
  };
};

const at = (name: string, minutes: number, more: Parameters<typeof recordedAs>[1] = {}): Entry[] =>
  recordedAs(name, { answers: someone(), wall: morningMs + minutes * minute, ...more });

const settlePair = (
  name: string,
  pair: [string, string],
  verdict: DuplicateVerdict,
  basedOn: string[] = [],
) =>
  entryOf({
    name,
    kind: 'duplicate.settled',
    subjectId: idOf(`${name} pair`),
    basedOn: basedOn.map(idOf),
    data: { recordIds: [idOf(pair[0]), idOf(pair[1])], verdict },
  });

const fold = (...entries: Entry[][]) => {
  const { records } = foldRecords(entries.flat());
  const of = (name: string) => records.find(({ recordId }) => recordId === idOf(name));
  return {
    count: countCrossings(records),
    firstOf: (name: string) => of(name)?.seenAgainOf,
    likeness: (name: string) => of(name)?.likely.map(({ recordId: _other, ...link }) => link),
    records,
  };
};

describe('a code read again', () => {
  const check = code('a');

  it('[MERGE-7] within ten minutes is one crossing seen twice, linked to the earliest and counted once', () => {
    const folded = fold(at('late', 10, { check }), at('early', 0, { check }));
    expect(folded.firstOf('late')).toBe(idOf('early'));
    expect(folded.firstOf('early')).toBeNull();
    expect(folded.records).toHaveLength(2);
    expect(folded.count).toBe(1);
  });

  it('[MERGE-7] later than that, or another code, or none, is another crossing', () => {
    const later = { check, wall: morningMs + 10 * minute + 1 };
    expect(fold(at('a', 0, { check }), at('b', 0, later)).count).toBe(2);
    expect(fold(at('a', 0, { check }), at('b', 1, { check: code('b') })).count).toBe(2);
    expect(fold(at('a', 0), at('b', 1)).count).toBe(2);
  });

  it('[MERGE-7] again and again is still one, also when the first and the last are far apart', () => {
    const folded = fold(at('c', 18, { check }), at('a', 0, { check }), at('b', 9, { check }));
    expect(folded.firstOf('c')).toBe(idOf('a'));
    expect(folded.count).toBe(1);
  });

  it('[MERGE-7] the tablets’ clocks are corrected before they are compared', () => {
    const wrong = { check, wall: morningMs + 600 * minute, offset: -599 * minute };
    expect(fold(at('a', 0, { check }), at('b', 0, wrong)).firstOf('b')).toBe(idOf('a'));
  });

  it('[MERGE-7] of a voided record the next one counts', () => {
    const voiding = entryOf({
      name: 'v',
      kind: 'crossing.voided',
      subjectId: idOf('a'),
      data: { reason: 'other' },
    });
    const folded = fold(at('a', 0, { check }), at('b', 1, { check }), [voiding]);
    expect(folded.firstOf('b')).toBeNull();
    expect(folded.count).toBe(1);
  });

  it('[MERGE-7] in any order of arrival the same are one (seed 47)', () => {
    const reads = fc.array(
      fc.record({ minutes: fc.constantFrom(0, 5, 10, 15, 40), digit: fc.constantFrom('a', 'b') }),
      {
        maxLength: 12,
      },
    );
    const settled = fc.array(
      fc.tuple(
        fc.nat(11),
        fc.nat(11),
        fc.constantFrom<DuplicateVerdict[]>('same-crossing', 'same-person', 'different'),
      ),
      { maxLength: 8 },
    );
    const world = fc.tuple(reads, settled).chain(([read, pairs]) => {
      const records = read.flatMap(({ minutes, digit }, index) =>
        recordedAs(`r${index}`, { wall: morningMs + minutes * minute, check: code(digit) }),
      );
      const verdicts = pairs.flatMap(([one, other, verdict], index) =>
        one === other ? [] : [settlePair(`s${index}`, [`r${one}`, `r${other}`], verdict)],
      );
      const entries = [...records, ...verdicts];
      const length = { minLength: entries.length, maxLength: entries.length };
      return fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, length));
    });
    fc.assert(
      fc.property(world, ([entries, shuffled]) => {
        expect(foldRecords(shuffled)).toEqual(foldRecords(entries));
      }),
      { seed: 47, numRuns: 500 },
    );
  });
});

describe('people who may be one', () => {
  const person = someone();
  const twin = { ...person, docNumber: '001190099999' };

  it('[MERGE-8] the same document or name and birth within half an hour in one direction is linked, not dropped', () => {
    const folded = fold(
      at('a', 0, { answers: person }),
      at('b', 30, { answers: person }),
      at('c', 40, { answers: { ...twin, fullName: person.fullName.toUpperCase() } }),
    );
    expect(folded.count).toBe(3);
    const link = { verdict: null, contested: false };
    expect(folded.likeness('a')).toEqual([{ evidence: ['document', 'name-birth'], ...link }]);
    expect(folded.likeness('c')).toEqual([{ evidence: ['name-birth'], ...link }]);
    expect(folded.likeness('b')).toHaveLength(2);
  });

  it('[MERGE-8] later, or the other way, or no declaration yet, is nothing to look at', () => {
    expect(
      fold(at('a', 0, { answers: person }), at('b', 31, { answers: person })).likeness('a'),
    ).toEqual([]);
    const out = { ...person, 'move.direction': 'out' as const };
    expect(
      fold(at('a', 0, { answers: person }), at('b', 1, { answers: out })).likeness('a'),
    ).toEqual([]);
  });

  it('[MERGE-8] the same number of a paper sheet is linked whenever it comes', () => {
    const paperSerial = 'CG-000123';
    const folded = fold(
      at('a', 0, { answers: { ...someone(), paperSerial } }),
      at('b', 900, { answers: { ...someone(), paperSerial } }),
    );
    expect(folded.likeness('b')).toEqual([
      { evidence: ['paper-serial'], verdict: null, contested: false },
    ]);
  });

  it('[MERGE-8] an amended number is what is compared', () => {
    const other = someone();
    const amended = entryOf({
      name: 'amended',
      kind: 'declaration.amended',
      subjectId: idOf('b declaration'),
      data: { fields: { docNumber: person.docNumber }, role: 'supervisor' },
    });
    const folded = fold(at('a', 0, { answers: person }), at('b', 1, { answers: other }), [amended]);
    expect(folded.likeness('a')).toMatchObject([{ evidence: ['document'] }]);
  });
});

describe('a settled pair', () => {
  const person = someone();
  const pair = [at('a', 0, { answers: person }), at('b', 1, { answers: person })];

  it('[MERGE-9] is one crossing, one person twice, or two people, as it was settled', () => {
    const one = fold(...pair, [settlePair('s', ['b', 'a'], 'same-crossing')]);
    expect([one.count, one.firstOf('b'), one.likeness('a')]).toEqual([1, idOf('a'), []]);
    const twice = fold(...pair, [settlePair('s', ['a', 'b'], 'same-person')]);
    expect(twice.likeness('a')).toMatchObject([{ verdict: 'same-person' }]);
    const two = fold(...pair, [settlePair('s', ['a', 'b'], 'different')]);
    expect([two.count, two.likeness('a')]).toEqual([2, []]);
  });

  it('[MERGE-9] is settled anew by one who saw the first settling', () => {
    const first = settlePair('s', ['a', 'b'], 'same-crossing');
    const back = settlePair('t', ['b', 'a'], 'different', ['s']);
    expect(fold(...pair, [first, back]).count).toBe(2);
    const { parked } = foldRecords([...pair.flat(), back]);
    expect(parked).toEqual([idOf('t')]);
  });

  it('[MERGE-9] is flagged when two settled it differently without knowing', () => {
    const both = [
      settlePair('s', ['a', 'b'], 'same-crossing'),
      settlePair('t', ['a', 'b'], 'different'),
    ];
    expect(fold(...pair, both).likeness('b')).toMatchObject([{ contested: true }]);
  });

  it('[MERGE-9] keeps two readings of one code apart, also with a third between them', () => {
    const check = code('c');
    const read = [at('x', 0, { check }), at('y', 4, { check }), at('z', 9, { check })];
    const folded = fold(...read, [settlePair('s', ['x', 'z'], 'different')]);
    expect(folded.count).toBe(2);
    expect([folded.firstOf('y'), folded.firstOf('z')]).toEqual([idOf('x'), null]);
  });

  it('[MERGE-9] of a record that has not come waits', () => {
    const settled = settlePair('s', ['a', 'nobody'], 'same-person');
    expect(foldRecords([...pair.flat(), settled]).parked).toEqual([idOf('s')]);
  });
});
