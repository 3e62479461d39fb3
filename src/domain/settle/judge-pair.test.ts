import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownCrossings } from '../../../tests/support/known-crossings.ts';
import { judgePair, type Likelihood } from './judge-pair.ts';
import type { Sighting } from './sighting.ts';
import { suggestPairs } from './suggest-pairs.ts';
import { typingDistance } from './typing-distance.ts';

const minute = 60_000;
const noonMs = Date.parse('2021-09-06T12:00:00+07:00');

type Change = Omit<Partial<Sighting>, 'declaration'> & {
  readonly declaration?: Sighting['declaration'];
};
const person: Sighting['declaration'] = {
  fullName: 'Nguyễn Thị Thanh Hương',
  dob: '1990-05-07',
  sex: 'F',
  docNumber: '036190012345',
  phone: '+84912345678',
  'move.plate': '29X112345',
  'move.direction': 'in',
  'move.departAt': '2021-09-06',
  channel: 'paper',
};
const seen = (recordId: string, change: Change = {}): Sighting => ({
  recordId,
  atMs: noonMs,
  crossing: {},
  ...change,
  declaration: { ...person, ...change.declaration },
});
const against = (change: Change) => judgePair(seen('a'), seen('b', change));
const { docNumber: _number, ...unnumbered } = person;
const withoutNumber = (recordId: string, change: Sighting['declaration'] = {}): Sighting => ({
  recordId,
  atMs: noonMs,
  crossing: {},
  declaration: { ...unnumbered, ...change },
});

describe('two records', () => {
  it('[SETTLE-1] of one person minutes apart are certainly one crossing, with every clue named', () => {
    expect(against({ atMs: noonMs + 5 * minute })).toEqual({
      likelihood: 'certain',
      speaksFor: ['soon', 'number', 'name', 'birth', 'phone', 'vehicle'],
      speaksAgainst: [],
    });
  });

  const slips: [string, Sighting['declaration'], string][] = [
    ['without diacritics', { fullName: 'NGUYEN THI THANH HUONG' }, 'name-unmarked'],
    ['with one mark left out', { fullName: 'Nguyễn Thị Thanh Huong' }, 'name-marks'],
    ['with a letter mistyped', { fullName: 'Nguyễn Thị Thah Hương' }, 'name-near'],
    ['given name first', { fullName: 'Hương Nguyễn Thị Thanh' }, 'name-order'],
    ['a middle name left out', { fullName: 'Nguyễn Thị Hương' }, 'name-short'],
    ['day and month swapped', { dob: '1990-07-05' }, 'birth-swapped'],
    ['the year alone', { dob: '1990' }, 'birth-year'],
    ['one part of the birth wrong', { dob: '1990-05-17' }, 'birth-near'],
    ['two digits of the number swapped', { docNumber: '036190012435' }, 'number-near'],
  ];
  it.each(slips)('[SETTLE-1] are certainly one %s', (_slip, declaration, clue) => {
    const judged = against({ declaration });
    expect(judged.speaksFor).toContain(clue);
    expect(judged.likelihood).toBe('certain');
  });

  it('[SETTLE-1] of one sheet typed hours later are certainly one; of one sheet with two people, perhaps', () => {
    const paperSerial = 'HN01-7KQ-0123X';
    const first = seen('a', { declaration: { paperSerial } });
    const late = { atMs: noonMs + 20 * 60 * minute };
    const again = seen('b', { ...late, declaration: { paperSerial } });
    expect(judgePair(first, again)).toMatchObject({ likelihood: 'certain' });
    const stranger = { fullName: 'Trần Văn Bình', docNumber: '001085067890', dob: '1985-01-02' };
    const other = seen('b', { declaration: { paperSerial, ...stranger } });
    expect(judgePair(first, other).likelihood).not.toBe('certain');
  });

  const others: [string, Sighting, Sighting, Likelihood][] = [
    [
      'twins with numbers one apart',
      seen('a', { declaration: { fullName: 'Lê Văn An' } }),
      seen('b', { declaration: { fullName: 'Lê Văn Ân', docNumber: '036190012346' } }),
      'possible',
    ],
    [
      'twins with other numbers',
      seen('a'),
      seen('b', { declaration: { fullName: 'Nguyễn Thị Thanh Mai', docNumber: '036190098765' } }),
      'no',
    ],
    [
      'small twins without numbers',
      withoutNumber('a'),
      withoutNumber('b', { fullName: 'Nguyễn Thị Thanh Lan' }),
      'no',
    ],
    [
      'mother and daughter with one telephone in one vehicle',
      seen('a'),
      withoutNumber('b', { fullName: 'Trần Thị Mai', dob: '2012-03-01' }),
      'no',
    ],
    [
      'namesakes',
      seen('a'),
      seen('b', {
        declaration: {
          docNumber: '001185067890',
          dob: '1985-11-20',
          phone: '+84987654321',
          'move.plate': '30A99999',
        },
      }),
      'no',
    ],
    [
      'one who goes in and out',
      seen('a'),
      seen('b', { declaration: { 'move.direction': 'out' } }),
      'no',
    ],
    ['one who comes again', seen('a'), seen('b', { atMs: noonMs + 3 * 60 * minute }), 'possible'],
    [
      'one whose card is read again hours later',
      seen('a', { declaration: { channel: 'cccd_qr' } }),
      seen('b', { atMs: noonMs + 3 * 60 * minute, declaration: { channel: 'cccd_qr' } }),
      'no',
    ],
    [
      'one number with another name',
      seen('a'),
      seen('b', { declaration: { fullName: 'Trần Văn Bình' } }),
      'possible',
    ],
  ];
  it.each(others)('[SETTLE-1] are not certainly one: %s', (_who, one, other, likelihood) => {
    expect(judgePair(one, other).likelihood).toBe(likelihood);
  });

  it('[SETTLE-1] a sheet typed late of somebody who passes often is not certain of either crossing', () => {
    const early = seen('a', { declaration: { channel: 'cccd_qr' } });
    const later = seen('b', { atMs: noonMs + 240 * minute, declaration: { channel: 'cccd_qr' } });
    const sheet = seen('c', { atMs: noonMs + 250 * minute });
    expect(suggestPairs([later, sheet])).toMatchObject([{ likelihood: 'certain' }]);
    expect(suggestPairs([early, later, sheet]).map(({ likelihood }) => likelihood)).toEqual([
      'possible',
      'possible',
    ]);
  });

  it('[SETTLE-1] slips of a hand are counted, not letters that differ', () => {
    expect(typingDistance('hương', 'hưnơg', 2)).toBe(1);
    expect(typingDistance('nguyen van an', 'nguyn van ann', 2)).toBe(2);
    expect(typingDistance('an', 'binh', 2)).toBe(3);
  });
});

describe('judging', () => {
  const { sightings } = knownCrossings(17, 400);
  const some = fc.constantFrom(...sightings);
  const rank: Record<Likelihood, number> = { no: 0, possible: 1, certain: 2 };
  const sorted = (all: readonly string[]) => all.toSorted((left, right) => (left < right ? -1 : 1));

  it('[SETTLE-3] says the same of two whichever is first (seed 5)', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [there, back] = [judgePair(one, other), judgePair(other, one)];
        expect(back.likelihood).toBe(there.likelihood);
        expect(sorted(back.speaksFor)).toEqual(sorted(there.speaksFor));
        expect(sorted(back.speaksAgainst)).toEqual(sorted(there.speaksAgainst));
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });

  const agreements: readonly Partial<Sighting['declaration']>[] = [
    { docNumber: '036190012345' },
    { fullName: 'Phạm Thị Quỳnh Như' },
    { dob: '1988-08-18' },
    { phone: '+84911111111' },
    { 'move.plate': '29X199999' },
    { paperSerial: 'HN01-7KQ-0123X' },
    { sex: 'F' },
    { 'move.direction': 'in' },
    { 'move.departAt': '2021-09-06' },
  ];
  it('[SETTLE-3] is never less certain for a field in which they agree (seed 6)', () => {
    fc.assert(
      fc.property(some, some, fc.constantFrom(...agreements), (one, other, agreement) => {
        const agreed = (sighting: Sighting): Sighting => ({
          ...sighting,
          declaration: { ...sighting.declaration, ...agreement },
        });
        const before = judgePair(one, other).likelihood;
        const after = judgePair(agreed(one), agreed(other)).likelihood;
        expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
      }),
      { seed: 6, numRuns: 5_000 },
    );
  });

  it('[SETTLE-3] suggests the same whatever order the records come in (seed 7)', () => {
    const all = suggestPairs(sightings);
    expect(all.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...sightings], { minLength: sightings.length }),
        (shuffled) => {
          const plain = (pairs: typeof all) =>
            pairs.map(({ recordIds, likelihood }) => [...recordIds, likelihood]);
          expect(plain(suggestPairs(shuffled))).toEqual(plain(all));
        },
      ),
      { seed: 7, numRuns: 20 },
    );
  });
});
