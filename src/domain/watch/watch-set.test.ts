import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markBytes, markerOf, personToTerms } from './watch-mark.ts';
import {
  bytesToWatchSet,
  changeWatchSet,
  findWatched,
  watchSetToBytes,
  type WatchSet,
} from './watch-set.ts';

const key = new Uint8Array(32).fill(5);
const mark = markerOf(key);
const none = new Uint8Array(0);
const empty: WatchSet = { key, cases: none, contacts: none };
const marksOf = (terms: readonly string[]): Uint8Array => {
  const marks = new Uint8Array(terms.length * markBytes);
  for (const [index, term] of terms.entries()) marks.set(mark(term), index * markBytes);
  return marks;
};
const find = (set: WatchSet, term: string) => findWatched(set, [mark(term)]);

describe('who is looked for', () => {
  it('[WATCH-1] is known by number, telephone or plate however they are spelled, and by nothing else', () => {
    const terms = personToTerms({ number: '036 190 012345', phone: '+84 912 345 678' });
    expect(terms).toEqual(
      personToTerms({ number: '036190012345', phone: '0912.345.678', plate: undefined }),
    );
    expect(personToTerms({ plate: '29A-123.45' })).toEqual(personToTerms({ plate: '29a12345' }));
    const set = changeWatchSet(empty, { ...empty, cases: marksOf(terms), withdrawn: none });
    expect(terms.map((term) => find(set, term))).toEqual(['case', 'case']);
    expect(find(set, 'number 036190012346')).toBeNull();
    expect(find(set, 'phone 036190012345')).toBeNull();
  });

  it('[WATCH-1] with another key the marks are others: a copied list tells nobody who is in it', () => {
    const set = changeWatchSet(empty, { ...empty, cases: marksOf(['number 1']), withdrawn: none });
    expect(findWatched(set, [markerOf(new Uint8Array(32))('number 1')])).toBeNull();
  });

  it('[WATCH-2] changes in any number of parts give the same list as a plain map, and the withdrawn are gone (seed 84)', () => {
    const people = Array.from({ length: 40 }, (_, index) => `number ${index}`);
    const some = fc.uniqueArray(fc.constantFrom(...people), { maxLength: 8 });
    const change = fc.record({ cases: some, contacts: some, withdrawn: some });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const map = new Map<string, 'case' | 'contact'>();
        let set = empty;
        for (const { cases, contacts: all, withdrawn: gone } of changes) {
          const contacts = all.filter((one) => !cases.includes(one));
          const withdrawn = gone.filter((one) => !cases.includes(one) && !contacts.includes(one));
          for (const one of withdrawn) map.delete(one);
          for (const one of contacts) map.set(one, 'contact');
          for (const one of cases) map.set(one, 'case');
          set = changeWatchSet(set, {
            cases: marksOf(cases),
            contacts: marksOf(contacts),
            withdrawn: marksOf(withdrawn),
          });
        }
        expect(people.map((one) => find(set, one))).toEqual(
          people.map((one) => map.get(one) ?? null),
        );
        expect((set.cases.length + set.contacts.length) / markBytes).toBe(map.size);
        expect(bytesToWatchSet(watchSetToBytes(set))).toEqual(set);
      }),
      { seed: 84 },
    );
  });

  it('[WATCH-3] of 100,000 people by number and telephone no other number is taken for one of them', () => {
    const listed = Array.from({ length: 20_000 }, (_, index) => `number ${index}`);
    const set = changeWatchSet(empty, { ...empty, contacts: marksOf(listed), withdrawn: none });
    expect(set.contacts.length * 10).toBeLessThan(2_000_000);
    const others = Array.from({ length: 20_000 }, (_, index) => `number ${index + 20_000}`);
    expect(others.filter((term) => find(set, term) !== null)).toEqual([]);
    // Every mark is as likely as any other: how often one is met by chance follows from their number alone.
    expect(200_000 / 2 ** (8 * markBytes)).toBeLessThan(3e-12);
  });
});
