import { describe, expect, it } from 'vitest';
import { shiftAt } from '#domain/shift/shift.ts';
import type { KnownOfShift } from '#domain/shift/shift-standing.ts';
import { findForgotten } from './find-forgotten.ts';

const hourMs = 3_600_000;
const nowMs = Date.parse('2021-07-14T09:00:00+07:00');
/** The current shift and five before it. */
const shiftIds = [0, 1, 2, 3, 4, 5].map(
  (back) => shiftAt('hn-01', nowMs - back * 6 * hourMs).shiftId,
);
const [current = '', justOver = '', second = '', third = '', fourth = '', fifth = ''] = shiftIds;
const nothing: KnownOfShift = { isUsed: false, closedAtMs: null };

type Told = Parameters<typeof findForgotten>[1];
const told = (recordsByShift: Record<string, number>, closed: readonly string[] = []): Told => ({
  // Of a tablet nothing else is asked.
  tablets: [{ recordsByShift }] as unknown as Told['tablets'],
  closedShifts: closed.map((shiftId) => ({ shiftId, officer: 'x', wallMs: 0, records: 1 })),
});
const forgottenOf = (unit: Told, known: Record<string, KnownOfShift> = {}) =>
  findForgotten(
    shiftIds,
    unit,
    new Map(shiftIds.map((shiftId) => [shiftId, known[shiftId] ?? nothing])),
    nowMs,
  );

describe('shifts that nobody closed', () => {
  it('[SHIFT-11] are those with records on any tablet, or something said, that the rule has closed; the newest first', () => {
    const all = { [current]: 1, [justOver]: 1, [second]: 1, [fourth]: 2 };
    const isUsed = { isUsed: true, closedAtMs: null };
    expect(forgottenOf(told(all), { [fifth]: isUsed })).toEqual([second, fourth, fifth]);
  });

  it('[SHIFT-11] are none of those in which nothing happened, or that were closed, here or elsewhere', () => {
    const closedHere = { isUsed: true, closedAtMs: nowMs - hourMs };
    const used = { [second]: 1, [third]: 1 };
    expect(forgottenOf(told(used, [second]), { [third]: closedHere })).toEqual([]);
  });

  it('[SHIFT-11] are not said of what this tablet has not looked up yet', () => {
    expect(findForgotten(shiftIds, told({ [second]: 1 }), new Map(), nowMs)).toEqual([]);
  });
});
