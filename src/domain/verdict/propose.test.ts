import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersByList } from '../declaration/answers.ts';
import type { FormInput } from '../declaration/form.ts';
import { checkRuleSet, referringSigns, unremarkable } from './check-rule-set.ts';
import { defaultRules } from './default-rules.ts';
import { proposeVerdict } from './propose.ts';
import { rulesInForce } from './rules-in-force.ts';
import { gravityOf, ruleSetAt, ruleSetSchema, ruleSetStamp, type RuleSet } from './rule-set.ts';
import { anyFacts, anyInput, anyRules } from '../../../tests/support/sample-rules.ts';
import { inputToFacts, type VerdictFacts } from './verdict-facts.ts';

const around = { nowMs: Date.parse('2026-11-22T09:00:00+07:00') };
const propose = (input: FormInput) => proposeVerdict(defaultRules, inputToFacts(input, around));
const healthy = { 'epi.anySymptom': 'no', 'epi.contactCase': 'no' } as const;
const verdictAt = (typed: string) => propose({ ...healthy, 'check.temperature': typed })?.verdict;
const changed = (change: (rule: RuleSet['rules'][number]) => object): RuleSet => ({
  ...defaultRules,
  rules: defaultRules.rules.map((rule) => ({ ...rule, ...change(rule) })),
});
const turnedOn = (...ids: string[]) =>
  changed(({ ruleId, isOn }) => ({ isOn: isOn || ids.includes(ruleId) }));

describe('proposed verdict', () => {
  it('[VERDICT-1] nothing is proposed while a health answer is missing', () => {
    expect(propose({})).toBeNull();
    expect(propose({ 'epi.anySymptom': 'no' })).toBeNull();
    const declared = { ...healthy, 'epi.anySymptom': 'yes' };
    expect(propose(declared)).toBeNull();
    expect(propose({ ...declared, 'epi.symptoms': [] })).toBeNull();
    expect(propose({ ...declared, 'epi.symptoms': ['met_moi'] })?.verdict).toBe('pass');
  });

  it('[VERDICT-1] a hold waits for the health answers, which go before it; who is looked for does not', () => {
    expect(propose({ 'check.idResult': 'mismatch' })).toBeNull();
    expect(propose({ ...healthy, 'check.idResult': 'mismatch' })?.verdict).toBe('hold');
    const watched = inputToFacts({}, { ...around, watched: 'contact' });
    expect(proposeVerdict(defaultRules, watched)).toMatchObject({
      verdict: 'hold',
      reasons: [{ code: 'reason/watched-contact' }],
    });
  });

  it('[VERDICT-2] cough, fever, breathing difficulty or contact go to the health desk', () => {
    for (const symptom of ['sot', 'ho', 'kho_tho']) {
      const input = { ...healthy, 'epi.anySymptom': 'yes', 'epi.symptoms': [symptom] };
      expect(propose(input), symptom).toMatchObject({ verdict: 'refer_health' });
    }
    expect(propose({ ...healthy, 'check.temperature': '37,5' })).toMatchObject({
      verdict: 'refer_health',
      reasons: [{ code: 'reason/fever', params: { temperature: '37,5' } }],
    });
    expect(propose({ 'check.temperature': '38.2' })?.verdict).toBe('refer_health');
    expect(propose({ 'epi.contactCase': 'yes' })?.verdict).toBe('refer_health');
  });

  it('[VERDICT-3] every reason is given, in the order of the rules, with the version of the rules', () => {
    const input = { ...healthy, 'epi.contactCase': 'yes', 'check.idResult': 'mismatch' } as const;
    expect(propose(input)).toEqual({
      verdict: 'refer_health',
      reasons: [{ code: 'reason/contact-case' }, { code: 'reason/identity-differs' }],
      rules: ruleSetStamp(defaultRules),
    });
  });

  it('[VERDICT-3] no sign and no contact is a pass; a test no longer shown says nothing', () => {
    expect(propose({ ...healthy, 'test.result': 'positive' })?.verdict).toBe('pass');
    const positive = { ...healthy, 'test.kind': 'rapid_ag', 'test.result': 'positive' };
    expect(propose(positive)?.verdict).toBe('hold');
  });

  it('[VERDICT-3] a temperature that no thermometer shows proves nothing', () => {
    const typed = ['385', '3,8', '0x26', '43,5', 'cao', ''];
    expect(typed.map(verdictAt)).toEqual(typed.map(() => 'pass'));
    expect(verdictAt('43')).toBe('refer_health');
  });
});

/** What the program said before rules were data. */
const asFixed = (input: FormInput): string | null => {
  const named = input['epi.symptoms'];
  const symptoms = Array.isArray(named) ? named : [];
  const typed = input['check.temperature'];
  const text = typeof typed === 'string' ? typed.trim().replace(',', '.') : '';
  const isShown = /^(3[4-9]|4[0-2])(\.\d)?$|^43(\.0)?$/.test(text);
  const refers =
    (input['epi.anySymptom'] === 'yes' && symptoms.some((one) => /^(sot|ho|kho_tho)$/.test(one))) ||
    (isShown && Number(text) >= 37.5) ||
    input['epi.contactCase'] === 'yes';
  if (refers) return 'refer_health';
  const isAnswered = (key: 'epi.anySymptom' | 'epi.contactCase') =>
    input[key] === 'yes' || input[key] === 'no';
  const isUnnamed = input['epi.anySymptom'] === 'yes' && symptoms.length === 0;
  if (!isAnswered('epi.anySymptom') || !isAnswered('epi.contactCase') || isUnnamed) return null;
  const isTested = input['test.kind'] === 'rt_pcr' || input['test.kind'] === 'rapid_ag';
  const holds =
    (isTested && input['test.result'] === 'positive') || input['check.idResult'] === 'mismatch';
  return holds ? 'hold' : 'pass';
};

describe('rules as data', () => {
  it('[RULE-1] the built-in rules say what the fixed ones said (seed 81)', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(propose(input)?.verdict ?? null).toBe(asFixed(input));
      }),
      { seed: 81, numRuns: 3000 },
    );
  });

  it('[RULE-2] how rules are listed changes nothing, only the stated priority does (seed 82)', () => {
    fc.assert(
      fc.property(anyRules, fc.nat(), anyFacts, (rules, turn, facts) => {
        const set = { ...defaultRules, rules };
        const at = turn % rules.length;
        const other = [...rules.slice(at), ...rules.slice(0, at)].toReversed();
        expect(proposeVerdict({ ...set, rules: other }, facts)).toEqual(proposeVerdict(set, facts));
      }),
      { seed: 82, numRuns: 1000 },
    );
  });

  it('[RULE-3] one more sign of illness never makes it milder, whatever rules may be published (seed 83)', () => {
    const gravityUnder = (set: RuleSet, facts: VerdictFacts) => {
      const proposal = proposeVerdict(set, facts);
      return proposal === null ? -1 : gravityOf(proposal.verdict);
    };
    const worse = (facts: VerdictFacts, symptom: string): VerdictFacts[] => [
      { ...facts, symptoms: [...(facts.symptoms ?? []), symptom] },
      { ...facts, temperature: Math.max(facts.temperature ?? 0, 39) },
      { ...facts, contact: { ...facts.contact, case: true } },
      { ...facts, watched: 'case' },
    ];
    let published = 0;
    fc.assert(
      fc.property(
        fc.oneof(anyRules, fc.constant(defaultRules.rules)),
        anyFacts,
        fc.constantFrom(...answersByList.symptom),
        (rules, facts, symptom) => {
          const set = ruleSetSchema.safeParse({ ...defaultRules, rules });
          if (!set.success || facts.watched === 'contact') return;
          published += 1;
          for (const sign of worse(facts, symptom)) {
            const [before, after] = [gravityUnder(set.data, facts), gravityUnder(set.data, sign)];
            expect(after).toBeGreaterThanOrEqual(before);
          }
        },
      ),
      { seed: 83, numRuns: 3000 },
    );
    expect(published).toBeGreaterThan(300);
    const milder = changed(({ ruleId }) => (ruleId === 'symptom' ? { verdict: 'turn_back' } : {}));
    expect(checkRuleSet(milder)).toEqual({ ok: false, error: { code: 'rules/milder' } });
  });

  it('[RULE-4] every sign that calls for a referral is reached, and no set may wave it on', () => {
    for (const [name, sign] of Object.entries(referringSigns)) {
      const facts = { ...unremarkable, ...sign };
      expect(proposeVerdict(defaultRules, facts)?.verdict, name).toBe('refer_health');
    }
    for (const one of ['symptom', 'fever', 'contact-case']) {
      const off = changed(({ ruleId, isOn }) => ({ isOn: isOn && ruleId !== one }));
      expect(checkRuleSet(off)).toEqual({ ok: false, error: { code: 'rules/lets-illness-pass' } });
    }
    expect(checkRuleSet({ ...defaultRules, rules: [] })).toMatchObject({ ok: false });
    expect(checkRuleSet(defaultRules)).toMatchObject({ ok: true });
  });

  it('[RULE-5] a permit, a trip, a test and its age, doses, a direction and a unit decide where the command post says so', () => {
    const came = { ...unremarkable, direction: 'in', unitId: 'hn-01' };
    const verdictOf = (set: RuleSet, facts: Partial<VerdictFacts>) =>
      proposeVerdict(set, { ...came, ...facts });
    const permit = turnedOn('no-permit');
    expect(verdictOf(permit, {})?.verdict).toBe('turn_back');
    expect(verdictOf(permit, { direction: 'out' })?.verdict).toBe('pass');
    expect(verdictOf(permit, { permit: 'luong_xanh' })?.verdict).toBe('pass');
    expect(verdictOf(turnedOn('trip-not-essential'), { purpose: 'other' })?.verdict).toBe(
      'turn_back',
    );
    const tested = (ageHours: number | null) => ({ test: { result: 'negative', ageHours } });
    const old = turnedOn('test-old');
    expect(verdictOf(old, tested(73))).toMatchObject({
      verdict: 'test_on_site',
      reasons: [{ code: 'reason/test-old', params: { hours: 72 } }],
    });
    expect(verdictOf(old, tested(72))?.verdict).toBe('pass');
    expect(verdictOf(old, tested(null))?.verdict).toBe('test_on_site');
    expect(verdictOf(turnedOn('no-test'), {})?.verdict).toBe('test_on_site');
    expect(verdictOf(turnedOn('vaccine'), { doses: 2 })?.verdict).toBe('pass');
    expect(verdictOf(turnedOn('vaccine'), { doses: 0 })?.verdict).toBe('test_on_site');
    const here = changed(({ ruleId, when }) =>
      ruleId === 'no-test'
        ? { isOn: true, when: [...when, { about: 'unit' as const, anyOf: ['hn-02'] }] }
        : {},
    );
    expect(verdictOf(here, {})?.verdict).toBe('pass');
    expect(verdictOf(here, { unitId: 'hn-02' })?.verdict).toBe('test_on_site');
  });

  it('[RULE-6] of the sets that have begun the one of the greatest number is in force', () => {
    const set = (number: number, effectiveAtMs: number) => ({
      ...defaultRules,
      number,
      effectiveAtMs,
    });
    const sets = [set(2, 2000), set(1, 1000), set(3, 3000)];
    const numberAt = (nowMs: number) => ruleSetAt(sets, nowMs, defaultRules).number;
    expect([0, 1000, 2500, 9000].map(numberAt)).toEqual([0, 1, 2, 3]);
  });

  it('[RULE-11] a tablet that cannot read newer rules, or was not told for a day, goes on with its own and says so', () => {
    const hourMs = 3_600_000;
    const first = { ...defaultRules, number: 1, effectiveAtMs: hourMs };
    const inForce = (told: readonly number[], nowMs: number, readAtMs: number | null) => {
      const { ruleSet, doubt } = rulesInForce(told, [first], nowMs, readAtMs);
      return [ruleSet.number, doubt];
    };
    expect(inForce([1], 2 * hourMs, hourMs)).toEqual([1, null]);
    expect(inForce([1], 0, null)).toEqual([0, null]);
    expect(inForce([1, 2], 2 * hourMs, hourMs)).toEqual([1, { kind: 'unread' }]);
    expect(inForce([1], 30 * hourMs, hourMs)).toEqual([1, { kind: 'stale', hours: 29 }]);
  });
});
