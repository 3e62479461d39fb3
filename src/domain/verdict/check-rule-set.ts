import { fail, ok, type Answer, type Result } from '../core/result.ts';
import { feverCelsius } from './fever.ts';
import { proposeVerdict } from './propose.ts';
import { ruleSetSchema, type RuleSet } from './rule-set.ts';
import type { VerdictFacts } from './verdict-facts.ts';

/** Somebody in whom nothing is found, who has shown nothing. */
export const unremarkable: VerdictFacts = {
  symptoms: [],
  contact: { case: false, area: false, symptomatic: false },
  temperature: null,
  identity: 'match',
  permit: null,
  purpose: null,
  vehicle: null,
  direction: null,
  test: null,
  doses: null,
  watched: null,
  unitId: null,
};

/** Each alone is reason enough for a referral (facts of 2021), so no set of rules may wave it on. */
export const referringSigns: Readonly<Record<string, Partial<VerdictFacts>>> = {
  fever: { symptoms: ['sot'] },
  cough: { symptoms: ['ho'] },
  breathing: { symptoms: ['kho_tho'] },
  measured: { temperature: feverCelsius + 1 },
  contact: { contact: { case: true, area: false, symptomatic: false } },
};

export type RuleSetFault = Answer<'rules/malformed' | 'rules/milder' | 'rules/lets-illness-pass'>;

/** A set as the command post may publish it. */
export const checkRuleSet = (written: unknown): Result<RuleSet, RuleSetFault> => {
  const set = ruleSetSchema.safeParse(written);
  if (!set.success) {
    const isMilder = set.error.issues.some(({ message }) => message.startsWith('a sign'));
    return fail({ code: isMilder ? 'rules/milder' : 'rules/malformed' });
  }
  const isWavedOn = Object.values(referringSigns).some(
    (sign) => proposeVerdict(set.data, { ...unremarkable, ...sign })?.verdict === 'pass',
  );
  return isWavedOn ? fail({ code: 'rules/lets-illness-pass' }) : ok(set.data);
};
