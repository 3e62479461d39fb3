import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftAt } from './shift.ts';
import { forgottenAfterMs, judgeStanding } from './shift-standing.ts';

const shift = shiftAt('hn-01', Date.parse('2021-07-14T09:00:00+07:00'));
const stateAt = (nowMs: number, isUsed: boolean | null = true, closedAtMs: number | null = null) =>
  judgeStanding(shift, { isUsed, closedAtMs }, nowMs).state;

describe('how a shift stands', () => {
  it('[SHIFT-9] follows from the time and from what is known', () => {
    const { startsAtMs, endsAtMs } = shift;
    expect(stateAt(startsAtMs - 1)).toBe('ahead');
    expect(stateAt(startsAtMs)).toBe('running');
    expect(stateAt(endsAtMs)).toBe('to-close');
    expect(stateAt(endsAtMs, false)).toBe('idle');
    expect(stateAt(endsAtMs + forgottenAfterMs - 1)).toBe('to-close');
    expect(stateAt(endsAtMs + forgottenAfterMs)).toBe('closed-by-rule');
  });

  it('[SHIFT-11] is not called idle where it is not known whether anything happened', () => {
    const { startsAtMs, endsAtMs } = shift;
    expect(stateAt(endsAtMs, null)).toBe('unknown');
    expect(stateAt(endsAtMs + forgottenAfterMs, null)).toBe('unknown');
    expect(stateAt(endsAtMs, null, endsAtMs)).toBe('closed');
    expect(stateAt(startsAtMs, null)).toBe('running');
  });

  it('[SHIFT-9] whoever closes a forgotten one closes it late, and it stays so', () => {
    const ruleAtMs = shift.endsAtMs + forgottenAfterMs;
    fc.assert(
      fc.property(fc.integer({ min: -86_400_000, max: 86_400_000 }), fc.nat(), (when, since) => {
        const closedAtMs = ruleAtMs + when;
        const state = stateAt(closedAtMs + since, true, closedAtMs);
        expect(state).toBe(when < 0 ? 'closed' : 'closed-late');
      }),
    );
  });
});
