import { describe, expect, it } from 'vitest';
import { proposeVerdict } from './propose.ts';

const healthy = { 'epi.anySymptom': 'no', 'epi.contactCase': 'no' } as const;

describe('proposed verdict', () => {
  it('[VERDICT-1] nothing is proposed while a health answer is missing', () => {
    expect(proposeVerdict({})).toBeNull();
    expect(proposeVerdict({ 'epi.anySymptom': 'no' })).toBeNull();
  });

  it('[VERDICT-2] cough, fever, breathing difficulty or contact go to the health desk', () => {
    for (const symptom of ['sot', 'ho', 'kho_tho']) {
      const input = { ...healthy, 'epi.anySymptom': 'yes', 'epi.symptoms': [symptom] };
      expect(proposeVerdict(input), symptom).toMatchObject({ verdict: 'refer_health' });
    }
    expect(proposeVerdict({ ...healthy, 'check.temperature': '37,5' })).toMatchObject({
      verdict: 'refer_health',
      reasons: [{ code: 'reason/fever', params: { temperature: '37,5' } }],
    });
    expect(proposeVerdict({ ...healthy, 'epi.contactCase': 'yes' })).toMatchObject({
      verdict: 'refer_health',
    });
  });

  it('[VERDICT-3] every reason is given, the gravest first, with the version of the rules', () => {
    const proposal = proposeVerdict({
      ...healthy,
      'epi.contactCase': 'yes',
      'check.idResult': 'mismatch',
    });
    expect(proposal?.reasons.map(({ code }) => code)).toEqual([
      'reason/contact-case',
      'reason/identity-differs',
    ]);
    expect(proposal?.rules).not.toBe('');
  });

  it('[VERDICT-3] no sign and no contact is a pass; a test no longer shown says nothing', () => {
    expect(proposeVerdict({ ...healthy, 'test.result': 'positive' })?.verdict).toBe('pass');
    const positive = { ...healthy, 'test.kind': 'rapid_ag', 'test.result': 'positive' };
    expect(proposeVerdict(positive)?.verdict).toBe('hold');
  });
});
