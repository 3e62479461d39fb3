import { describe, expect, it } from 'vitest';
import { answersByList } from '../declaration/answers.ts';
import type { Entry } from './entry.ts';
import { isAlert } from './is-alert.ts';

const crossing = (verdict: string) =>
  ({ kind: 'crossing.recorded', data: { 'check.verdict': verdict } }) as unknown as Entry;

describe('what must be known at once', () => {
  it('[ALERT-1] is everybody who was not let through as usual or is referred, and nobody else', () => {
    const alerting = answersByList.verdict.filter((verdict) => isAlert(crossing(verdict)));
    expect(alerting).toEqual(['turn_back', 'test_on_site', 'refer_health', 'hold']);
    expect(isAlert({ kind: 'declaration.recorded' } as Entry)).toBe(false);
    expect(isAlert({ kind: 'referral.raised' } as Entry)).toBe(true);
    const report = (urgency: string) =>
      ({ kind: 'report.recorded', data: { urgency } }) as unknown as Entry;
    expect([isAlert(report('urgent')), isAlert(report('plain'))]).toEqual([true, false]);
  });
});
