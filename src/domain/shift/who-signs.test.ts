import { describe, expect, it } from 'vitest';
import { shiftAt } from './shift.ts';
import { forgottenAfterMs } from './shift-standing.ts';
import { whoSigns } from './who-signs.ts';

describe('who may sign the end of a shift', () => {
  it('[SHIFT-10] is who answers for it; of one that nobody opened, or that was forgotten, any supervisor', () => {
    const shift = shiftAt('hn-01', Date.parse('2021-07-14T09:00:00+07:00'));
    const ruleAtMs = shift.endsAtMs + forgottenAfterMs;
    expect(whoSigns(shift, { supervisor: 'cb-02' }, shift.endsAtMs)).toBe('cb-02');
    expect(whoSigns(shift, { supervisor: 'cb-02' }, ruleAtMs - 1)).toBe('cb-02');
    expect(whoSigns(shift, { supervisor: 'cb-02' }, ruleAtMs)).toBeNull();
    expect(whoSigns(shift, { supervisor: null }, shift.endsAtMs)).toBeNull();
  });
});
