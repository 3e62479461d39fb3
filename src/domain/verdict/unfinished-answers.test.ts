import { describe, expect, it } from 'vitest';
import { proposeVerdict } from './propose.ts';

const healthy = { 'epi.anySymptom': 'no', 'epi.contactCase': 'no' } as const;

const verdictAt = (typed: string) =>
  proposeVerdict({ ...healthy, 'check.temperature': typed })?.verdict;

describe('a proposal from an unfinished sheet', () => {
  it('[VERDICT-1] declared symptoms that are not named yet are never a pass', () => {
    const declared = { ...healthy, 'epi.anySymptom': 'yes' };
    expect(proposeVerdict(declared)).toBeNull();
    expect(proposeVerdict({ ...declared, 'epi.symptoms': [] })).toBeNull();
    expect(proposeVerdict({ ...declared, 'epi.symptoms': ['met_moi'] })?.verdict).toBe('pass');
  });

  it('[VERDICT-1] a hold waits for the health answers, which go before it', () => {
    expect(proposeVerdict({ 'check.idResult': 'mismatch' })).toBeNull();
    expect(proposeVerdict({ ...healthy, 'check.idResult': 'mismatch' })?.verdict).toBe('hold');
  });

  it('[VERDICT-2] one sign is enough for the health desk, whatever else is still open', () => {
    expect(proposeVerdict({ 'check.temperature': '38.2' })?.verdict).toBe('refer_health');
    expect(proposeVerdict({ 'epi.contactCase': 'yes' })?.verdict).toBe('refer_health');
  });

  it('[VERDICT-3] a temperature that no thermometer shows proves nothing', () => {
    const typed = ['385', '3,8', '0x26', '43,5', 'cao', ''];
    expect(typed.map(verdictAt)).toEqual(typed.map(() => 'pass'));
    expect(verdictAt('43')).toBe('refer_health');
  });
});
