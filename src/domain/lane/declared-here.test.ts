import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMeantBy, readDeclared, toParties, type DeclaredPerson } from './declared-here.ts';

const person = (id: string, change: Partial<DeclaredPerson> = {}): DeclaredPerson => ({
  declarationId: id,
  code: `HN1:${id}`,
  name: `Nguyễn Văn ${id}`,
  vehicle: 'car',
  plate: '29A12345',
  declaredAtMs: 0,
  ...change,
});

describe('who declared at the poster', () => {
  it('[POSTER-4] is one party by one plate, unless it is a bus; who was ready first stands first', () => {
    const parties = toParties([
      person('A', { declaredAtMs: 5 }),
      person('B', { plate: '29A-123.45', declaredAtMs: 9 }),
      person('C', { plate: null, vehicle: 'bicycle_walk', declaredAtMs: 7 }),
      person('D', { plate: null, vehicle: 'bicycle_walk', declaredAtMs: 8 }),
      person('E', { plate: '29B1', vehicle: 'coach', declaredAtMs: 10 }),
      person('F', { plate: '29B1', vehicle: 'coach', declaredAtMs: 11 }),
    ]);
    expect(parties.map(({ people }) => people.map((one) => one.declarationId).join(''))).toEqual([
      'C',
      'D',
      'AB',
      'E',
      'F',
    ]);
  });

  it('[POSTER-4] never leaves anybody out and names nobody twice, whatever plates they said', () => {
    const anyPerson = fc.record({
      plate: fc.option(fc.constantFrom('29A1', '29 a-1', '30B2')),
      vehicle: fc.option(fc.constantFrom('car', 'coach', 'motorbike')),
      declaredAtMs: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(anyPerson, { maxLength: 40 }), (said) => {
        const people = said.map((one, index) => person(String(index), one));
        const parties = toParties(people);
        const named = parties.flatMap((party) => party.people.map((one) => one.declarationId));
        expect(named.toSorted()).toEqual(people.map((one) => one.declarationId).toSorted());
        expect(parties.every((party) => party.people.length <= 9)).toBe(true);
      }),
    );
  });

  it('[POSTER-4] is found by a part of the plate or of the name, without marks', () => {
    const [party] = toParties([person('Ất')]);
    if (!party) throw new Error('no party');
    expect(['123', '29a-1', 'nguyen v', 'ẤT'].map((typed) => isMeantBy(party, typed))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['999', 'trần', '?!'].map((typed) => isMeantBy(party, typed))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('[POSTER-4] whose code says nothing is not shown', () => {
    expect(readDeclared('A', 'HN1:NOTHING', 0)).toBeNull();
    expect(readDeclared('A', 'https://x.vn', 0)).toBeNull();
  });
});
