import { feverCelsius } from './fever.ts';
import { ruleSetSchema, type RuleSet } from './rule-set.ts';

/**
 * The rules that every tablet is built with, in force until the command post publishes others: whoever
 * coughs, has a fever, breathes with difficulty or met a case goes to the health desk (facts of 2021).
 * What is off is ready for the command post to turn on.
 */
export const defaultRules: RuleSet = ruleSetSchema.parse({
  ruleSetId: '00000000-0000-4000-8000-000000000001',
  number: 0,
  effectiveAtMs: 0,
  rules: [
    {
      ruleId: 'symptom',
      priority: 10,
      isOn: true,
      when: [{ about: 'symptom', anyOf: ['sot', 'ho', 'kho_tho'] }],
      verdict: 'refer_health',
      reason: 'reason/symptom',
    },
    {
      ruleId: 'fever',
      priority: 20,
      isOn: true,
      when: [{ about: 'temperature', atLeast: feverCelsius }],
      verdict: 'refer_health',
      reason: 'reason/fever',
    },
    {
      ruleId: 'contact-case',
      priority: 30,
      isOn: true,
      when: [{ about: 'contact', anyOf: ['case'] }],
      verdict: 'refer_health',
      reason: 'reason/contact-case',
    },
    {
      ruleId: 'watched-case',
      priority: 40,
      isOn: true,
      when: [{ about: 'watchlist', anyOf: ['case'] }],
      verdict: 'hold',
      reason: 'reason/watched-case',
    },
    {
      ruleId: 'watched-contact',
      priority: 50,
      isOn: true,
      when: [{ about: 'watchlist', anyOf: ['contact'] }],
      verdict: 'hold',
      reason: 'reason/watched-contact',
    },
    {
      ruleId: 'test-positive',
      priority: 60,
      isOn: true,
      when: [{ about: 'test-result', anyOf: ['positive'] }],
      verdict: 'hold',
      reason: 'reason/test-positive',
    },
    {
      ruleId: 'identity-differs',
      priority: 70,
      isOn: true,
      when: [{ about: 'identity', anyOf: ['mismatch'] }],
      verdict: 'hold',
      reason: 'reason/identity-differs',
    },
    {
      ruleId: 'no-permit',
      priority: 80,
      isOn: false,
      when: [
        { about: 'permit', anyOf: ['none'] },
        { about: 'direction', anyOf: ['in'] },
      ],
      verdict: 'turn_back',
      reason: 'reason/no-permit',
    },
    {
      ruleId: 'trip-not-essential',
      priority: 90,
      isOn: false,
      when: [{ about: 'purpose', anyOf: ['other'] }],
      verdict: 'turn_back',
      reason: 'reason/trip',
    },
    {
      ruleId: 'test-old',
      priority: 100,
      isOn: false,
      when: [{ about: 'test-age', olderThanHours: 72 }],
      verdict: 'test_on_site',
      reason: 'reason/test-old',
    },
    {
      ruleId: 'no-test',
      priority: 110,
      isOn: false,
      when: [{ about: 'no-test' }],
      verdict: 'test_on_site',
      reason: 'reason/no-test',
    },
    {
      ruleId: 'vaccine',
      priority: 120,
      isOn: false,
      when: [{ about: 'vaccine', dosesFewerThan: 1 }],
      verdict: 'test_on_site',
      reason: 'reason/vaccine',
    },
  ],
});
