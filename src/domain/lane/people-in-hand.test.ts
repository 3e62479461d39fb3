import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleInHand } from './people-in-hand.ts';

const card = (number: string, name: string, dob = '17051990'): string =>
  `${number}||${name}|${dob}|Nữ|Xóm 5, Nam Cường, Nam Trực, Nam Định|10082021`;
const app = (number: string, name: string, dob = '1990-05-17'): string =>
  `${number}|${name}|${dob}|0|1629|<2<<0912345678`;
const hex = (text: string): string => bytesToHex(utf8ToBytes(text));
const insurance = (name: string, dob = '17/05/1990'): string =>
  `GD4010112345678|${hex(name)}|${dob}|2|${hex('Nam Định')}|36-001|-|$`;

const huong = card('036190012345', 'Nguyễn Thị Hương');

describe('codes of one person', () => {
  it('[JOIN-1] a card and an app’s code of one number are one person, also when the app writes no marks', () => {
    const [person, ...others] = peopleInHand([huong, app('036190012345', 'NGUYEN THI HUONG')]);
    expect(others).toEqual([]);
    expect(person).toMatchObject({ likeness: 'same-plain', codes: [{}, {}] });
    const [exact] = peopleInHand([huong, insurance('Nguyễn Thị Hương')]);
    expect(exact?.likeness).toBe('same');
  });

  it('[JOIN-1] what agrees in part is joined and doubted, what does not agree stays apart', () => {
    const [doubted] = peopleInHand([huong, app('036190012345', 'TRAN VAN AN')]);
    expect(doubted).toMatchObject({ likeness: 'doubtful', codes: [{}, {}] });
    expect(peopleInHand([huong, insurance('Nguyễn Thị Hương', '18/05/1990')])[0]?.likeness).toBe(
      'doubtful',
    );
    expect(peopleInHand([huong, app('036190099999', 'NGUYEN THI HUONG')])).toHaveLength(2);
    expect(peopleInHand([huong, insurance('Trần Văn An')])).toHaveLength(2);
  });

  it('[JOIN-2] a code taken out stands alone', () => {
    const code = app('036190012345', 'NGUYEN THI HUONG');
    expect(peopleInHand([huong, code], new Set([code]))).toHaveLength(2);
    expect(peopleInHand([code, huong], new Set([code]))).toHaveLength(2);
  });

  it('[JOIN-3] six cards in a row are six people; no code is lost and none is there twice (seed 62)', () => {
    const text = fc.oneof(
      fc
        .constantFrom('A', 'B', 'C')
        .map((name) => card(`03619001234${name.charCodeAt(0) % 10}`, name)),
      fc
        .constantFrom('A', 'B', 'C')
        .map((name) => app(`03619001234${name.charCodeAt(0) % 10}`, name)),
      fc.constantFrom('A', 'B').map((name) => insurance(name)),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.uniqueArray(text), fc.array(fc.nat(8)), (texts, taken) => {
        const apart = new Set(taken.flatMap((index) => texts[index] ?? []));
        const people = peopleInHand(texts, apart);
        const held = people.flatMap(({ codes }) => codes.map((one) => one.text));
        expect(held.toSorted()).toEqual(texts.toSorted());
        for (const { codes } of people) {
          const kinds = codes.map(({ code }) => code.kind);
          expect(new Set(kinds).size).toBe(kinds.length);
          const isAloneIfApart = codes.length === 1 || !codes.some((one) => apart.has(one.text));
          expect(isAloneIfApart).toBe(true);
        }
      }),
      { seed: 62 },
    );
    const family = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu'].map((name, index) =>
      card(`00119001234${index}`, `Nguyễn ${name}`),
    );
    expect(peopleInHand(family)).toHaveLength(6);
  });
});
