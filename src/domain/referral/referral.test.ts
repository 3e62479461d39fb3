import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersByList } from '../declaration/answers.ts';
import { addsCause, causesOf, referralOf, type ReferralCause } from './referral.ts';
import { mayFollow, referralStates } from './referral-state.ts';

const well = { 'epi.contactCase': false };
const passed = { 'check.verdict': 'pass' } as const;
type Symptoms = Parameters<typeof causesOf>[0]['epi.symptoms'];
const feels = (...symptoms: NonNullable<Symptoms>) => ({ ...well, 'epi.symptoms': symptoms });

const cases: [
  what: string,
  declared: Parameters<typeof causesOf>[0],
  checked: Parameters<typeof causesOf>[1],
  causes: ReferralCause[],
][] = [
  ['nothing', well, passed, []],
  ['a cough', feels('ho'), passed, ['cough']],
  ['a fever that is declared', feels('sot'), passed, ['fever-declared']],
  ['37.4 °C', well, { ...passed, 'check.temperature': 37.4 }, []],
  ['37.5 °C', well, { ...passed, 'check.temperature': 37.5 }, ['fever-measured']],
  ['difficult breathing', feels('kho_tho'), passed, ['breathing']],
  ['contact with a case', { 'epi.contactCase': true }, passed, ['contact']],
  ['a sore throat alone', feels('dau_hong', 'met_moi'), passed, []],
  ['an officer who refers', well, { 'check.verdict': 'refer_health' }, ['officer']],
  ['an officer who turns back', well, { 'check.verdict': 'turn_back' }, []],
];

const declaredOf = fc.record({
  'epi.contactCase': fc.boolean(),
  'epi.symptoms': fc.uniqueArray(fc.constantFrom(...answersByList.symptom)),
});
const checkedOf = fc.record({
  'check.verdict': fc.constantFrom(...answersByList.verdict),
  'check.temperature': fc.integer({ min: 340, max: 430 }).map((tenths) => tenths / 10),
});

describe('who is referred', () => {
  it.each(cases)('[REFER-1] %s', (_what, declared, checked, causes) => {
    expect(causesOf(declared, checked)).toEqual(causes);
  });

  it('[REFER-1] another symptom takes no cause away', () => {
    const symptom = fc.constantFrom(...answersByList.symptom);
    fc.assert(
      fc.property(declaredOf, checkedOf, symptom, (declared, checked, more) => {
        const before = causesOf(declared, checked);
        const symptoms = [...new Set([...declared['epi.symptoms'], more])];
        const after = causesOf({ ...declared, 'epi.symptoms': symptoms }, checked);
        expect(after).toEqual(expect.arrayContaining(before));
      }),
    );
  });

  it('[REFER-1] is raised again only for a cause that is new', () => {
    const raised = referralOf(feels('ho'), {
      ...passed,
      declarationId: crypto.randomUUID(),
      'check.idMethod': 'none',
      'check.idResult': 'match',
      'check.at': '2021-09-06T07:00:00+07:00',
    });
    expect(addsCause([], raised)).toBe(true);
    expect(addsCause(['cough', 'contact'], raised)).toBe(false);
    expect(addsCause(['cough'], null)).toBe(false);
  });
});

describe('the way of a referral', () => {
  it('[REFER-4] goes forward only, and nothing follows its end', () => {
    const state = fc.constantFrom(...referralStates);
    const step = fc.constantFrom(...referralStates.slice(1));
    fc.assert(
      fc.property(state, step, (now, next) => {
        const forward = referralStates.indexOf(next) - referralStates.indexOf(now);
        const isAgain = forward === 0 && (next === 'assigned' || next === 'result');
        // @ts-expect-error: `slice` has left `raised` out
        expect(mayFollow(now, next)).toBe(now !== 'closed' && (forward > 0 || isAgain));
      }),
    );
  });
});
