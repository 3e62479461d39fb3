import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countSilent,
  inOrderOfTrouble,
  lateAfterMs,
  restingAfterMs,
  silentAfterMs,
  troubleOf,
  troubles,
  voiceOf,
  type UnitSigns,
} from './trouble.ts';

const nowMs = 1_700_000_000_000;
const calm: UnitSigns = {
  tablets: [[nowMs - 1000, 0]],
  unsent: 0,
  oldestUnsentAtMs: null,
  conflicts: 0,
  quarantined: 0,
};

describe('what a unit is in', () => {
  it('[BOARD-12] a tablet that says nothing is silent, off duty once all is sent, never while it holds records', () => {
    expect(voiceOf(null, 0, nowMs)).toBe('never');
    expect(voiceOf(nowMs - silentAfterMs + 1, 0, nowMs)).toBe('heard');
    expect(voiceOf(nowMs - silentAfterMs, 0, nowMs)).toBe('silent');
    expect(voiceOf(nowMs - restingAfterMs, 0, nowMs)).toBe('resting');
    expect(voiceOf(nowMs - restingAfterMs, 1, nowMs)).toBe('silent');
    expect(
      countSilent(
        {
          tablets: [
            [nowMs - silentAfterMs, 0],
            [nowMs, 3],
          ],
        },
        nowMs,
      ),
    ).toBe(1);
  });

  it('[BOARD-12] is told by its worst', () => {
    const silent: UnitSigns['tablets'] = [[nowMs - silentAfterMs, 2]];
    const late = { unsent: 2, oldestUnsentAtMs: nowMs - lateAfterMs };
    expect(troubleOf({ ...calm, tablets: silent, ...late }, nowMs)).toBe('at-risk');
    expect(troubleOf({ ...calm, ...late }, nowMs)).toBe('late');
    expect(troubleOf({ ...calm, tablets: [[nowMs - silentAfterMs, 0]] }, nowMs)).toBe('silent');
    expect(troubleOf({ ...calm, conflicts: 1 }, nowMs)).toBe('look');
    expect(troubleOf({ ...calm, quarantined: 1 }, nowMs)).toBe('look');
    expect(troubleOf({ ...calm, unsent: 3, oldestUnsentAtMs: nowMs - 1 }, nowMs)).toBe('none');
  });

  const signs = fc.record({
    unitId: fc.uuid(),
    tablets: fc.array(
      fc.tuple(fc.option(fc.integer({ min: nowMs - 2 * restingAfterMs, max: nowMs })), fc.nat(5)),
      { maxLength: 4 },
    ),
    unsent: fc.nat(20),
    oldestUnsentAtMs: fc.option(fc.integer({ min: nowMs - 2 * lateAfterMs, max: nowMs })),
    conflicts: fc.nat(2),
    quarantined: fc.nat(2),
  });

  it('[BOARD-12] the order loses no unit, never puts a calmer one first but the own, and is the same again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(signs, { selector: ({ unitId }) => unitId }), (units) => {
        const own = units[0]?.unitId ?? null;
        const order = inOrderOfTrouble(units, nowMs, own);
        expect(new Set(order)).toEqual(new Set(units));
        expect(order[0]?.unitId ?? null).toBe(own);
        const ranks = order.slice(1).map((unit) => troubles.indexOf(troubleOf(unit, nowMs)));
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
        expect(inOrderOfTrouble(order, nowMs, own)).toEqual(order);
      }),
    );
  });
});
