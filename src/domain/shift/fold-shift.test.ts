import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dutyHeads, foldShift, openingHeads, shiftToSubjectId } from './fold-shift.ts';
import type { ShiftLine } from './shift-line.ts';

const shiftId = 'hn-01/2021-07-14/2';
const next = 'hn-01/2021-07-14/3';
const id = (number: number): string =>
  `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const told = (number: number, officer: string, basedOn: readonly number[] = []) => ({
  entryId: id(number),
  officer,
  wallMs: number * 1_000,
  shiftId,
  basedOn: basedOn.map(id),
});
const opened = (number: number, officer: string, basedOn: readonly number[] = []): ShiftLine => ({
  kind: 'shift.opened',
  ...told(number, officer, basedOn),
  data: { shiftId, officers: [officer], tablets: [], pads: [] },
});
const signed = (
  number: number,
  officer: string,
  to: 'on' | 'off',
  basedOn: readonly number[] = [],
): ShiftLine => ({
  kind: 'duty.signed',
  ...told(number, officer, basedOn),
  data: { shiftId, officer, to },
});
const handed = (
  number: number,
  officer: string,
  side: 'gives' | 'takes',
  other: string,
  into = shiftId,
): ShiftLine => ({
  kind: 'shift.handed-over',
  ...told(number, officer),
  handOverId: id(900),
  data: { shiftId, side, with: other, into },
});

describe('a shift from what was said of it', () => {
  it('[SHIFT-6] is the same in whatever order it arrives, and however often', () => {
    const lines = [
      opened(1, 'a'),
      opened(2, 'a', [1]),
      signed(3, 'b', 'on'),
      signed(4, 'b', 'off', [3]),
      signed(5, 'c', 'on'),
      handed(6, 'a', 'gives', 'd'),
      handed(7, 'd', 'takes', 'a'),
    ];
    const facts = foldShift(shiftId, lines);
    expect(facts.opening?.entryId).toBe(id(2));
    expect(facts.duties.map(({ officer, state }) => [officer, state])).toEqual([
      ['b', 'off'],
      ['c', 'on'],
    ]);
    expect(facts.supervisor).toBe('d');
    fc.assert(
      fc.property(fc.shuffledSubarray([...lines, ...lines], { minLength: 14 }), (shuffled) => {
        expect(foldShift(shiftId, shuffled)).toEqual(facts);
      }),
    );
  });

  it('[SHIFT-6] two who opened it without knowing of each other are told, until one of them says it anew', () => {
    const both = [opened(1, 'a'), opened(2, 'b')];
    expect(foldShift(shiftId, both).openedTwice).toBe(true);
    expect(openingHeads(shiftId, both)).toEqual([id(2), id(1)]);
    const settled = foldShift(shiftId, [...both, opened(3, 'a', [1, 2])]);
    expect([settled.openedTwice, settled.opening?.officer]).toEqual([false, 'a']);
  });

  it('[SHIFT-7] whom one tablet signed on and another off is there, whatever their clocks say', () => {
    const lines = [signed(1, 'b', 'on'), signed(2, 'b', 'off', [1]), signed(3, 'b', 'on', [1])];
    expect(foldShift(shiftId, lines).duties[0]?.state).toBe('on');
    expect(dutyHeads(shiftId, 'b', lines)).toEqual([id(3), id(2)]);
    expect(foldShift(shiftId, [...lines, signed(4, 'b', 'off', [2, 3])]).duties[0]?.state).toBe(
      'off',
    );
  });

  it('[SHIFT-8] one signature hands nothing over, and neither do two that do not name each other', () => {
    const alone = foldShift(shiftId, [opened(1, 'a'), handed(2, 'a', 'gives', 'd')]);
    expect([alone.supervisor, alone.handOvers[0]?.isWhole]).toEqual(['a', false]);
    const apart = [handed(2, 'a', 'gives', 'd'), handed(3, 'e', 'takes', 'a')];
    expect(foldShift(shiftId, apart).handOvers[0]?.isWhole).toBe(false);
    const intoNext = [
      opened(1, 'a'),
      handed(2, 'a', 'gives', 'd', next),
      handed(3, 'd', 'takes', 'a', next),
    ];
    const facts = foldShift(shiftId, intoNext);
    expect([facts.handOvers[0]?.isWhole, facts.supervisor]).toEqual([true, 'a']);
  });

  it('[SHIFT-10] who changes the plan does not take the shift, and nobody gives away what is not theirs', () => {
    const changed = [opened(1, 'a'), opened(2, 'x', [1])];
    expect(foldShift(shiftId, changed)).toMatchObject({
      supervisor: 'a',
      opening: { officer: 'x' },
    });
    const givenByX = [...changed, handed(3, 'x', 'gives', 'y'), handed(4, 'y', 'takes', 'x')];
    const facts = foldShift(shiftId, givenByX);
    expect([facts.handOvers[0]?.isWhole, facts.supervisor]).toEqual([true, 'a']);
    const givenByA = [...changed, handed(3, 'a', 'gives', 'y'), handed(4, 'y', 'takes', 'a')];
    expect(foldShift(shiftId, givenByA).supervisor).toBe('y');
    const opener = (number: number, basedOn: number) => opened(number, 'z', [basedOn]);
    expect(foldShift(shiftId, [opener(5, 6), opener(6, 5), opener(7, 5)]).supervisor).toBe('z');
  });

  it('[SHIFT-6] what is said of other shifts is none of its own', () => {
    const other = { ...opened(1, 'a'), shiftId: next };
    expect(foldShift(shiftId, [other])).toMatchObject({ opening: null, supervisor: null });
    expect(shiftToSubjectId(shiftId)).not.toBe(shiftToSubjectId(next));
  });
});
