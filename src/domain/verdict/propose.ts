import type { AnswerOf } from '../declaration/answers.ts';
import { rulesInOrder, ruleSetStamp } from './rule-set.ts';
import type { Condition, ReasonCode, Rule, RuleSet } from './rule-set.ts';
import type { VerdictFacts } from './verdict-facts.ts';

type VerdictReason = {
  readonly code: ReasonCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

export type VerdictProposal = {
  readonly verdict: AnswerOf<'verdict'>;
  readonly reasons: readonly VerdictReason[];
  /** Which rules spoke: the number of their set, and of which one. */
  readonly rules: string;
};

/**
 * What the rules propose, with every reason in the order of the rules; null while a missing health answer
 * could change it. Who is looked for does not wait for answers. The officer decides.
 */
export const proposeVerdict = (ruleSet: RuleSet, facts: VerdictFacts): VerdictProposal | null => {
  const judged = rulesInOrder(ruleSet.rules).map((rule) => ({ rule, holds: holdsOf(rule, facts) }));
  const found = judged.flatMap(({ rule, holds }) => (holds === true ? [rule] : []));
  const [first] = found;
  const verdict = first?.verdict ?? 'pass';
  const isCertain =
    verdict === 'refer_health' || first?.when.some(({ about }) => about === 'watchlist');
  const isUnanswered = facts.symptoms === null || facts.contact.case === null;
  if (!isCertain && isUnanswered) return null;
  const before = judged.slice(
    0,
    first ? judged.findIndex(({ rule }) => rule === first) : undefined,
  );
  const isOpen = before.some(({ rule, holds }) => holds === null && rule.verdict !== verdict);
  if (!isCertain && isOpen) return null;
  return {
    verdict,
    reasons: first
      ? found.map((rule) => reasonOf(rule, facts))
      : [{ code: 'reason/nothing-found' as const }],
    rules: ruleSetStamp(ruleSet),
  };
};

/** Null: an answer that is not there yet decides. */
const holdsOf = ({ when }: Rule, facts: VerdictFacts): boolean | null => {
  const truths = when.map((condition) => isTrue(condition, facts));
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
};

const isTrue = (condition: Condition, facts: VerdictFacts): boolean | null => {
  const among = (anyOf: readonly string[], value: string | null): boolean =>
    value !== null && anyOf.includes(value);
  switch (condition.about) {
    case 'symptom':
      return facts.symptoms && condition.anyOf.some((one) => facts.symptoms?.includes(one));
    case 'contact': {
      const answers = condition.anyOf.map((one) => facts.contact[one]);
      return answers.includes(true) ? true : answers.includes(null) ? null : false;
    }
    case 'temperature':
      return facts.temperature !== null && facts.temperature >= condition.atLeast;
    case 'identity':
      return among(condition.anyOf, facts.identity);
    case 'permit':
      return condition.anyOf.some((one) => one === (facts.permit ?? 'none'));
    case 'purpose':
      return among(condition.anyOf, facts.purpose);
    case 'vehicle':
      return among(condition.anyOf, facts.vehicle);
    case 'direction':
      return among(condition.anyOf, facts.direction);
    case 'test-result':
      return among(condition.anyOf, facts.test?.result ?? null);
    case 'test-age':
      return facts.test !== null && (facts.test.ageHours ?? Infinity) > condition.olderThanHours;
    case 'no-test':
      return facts.test === null;
    case 'vaccine':
      return (facts.doses ?? 0) < condition.dosesFewerThan;
    case 'watchlist':
      return among(condition.anyOf, facts.watched);
    case 'unit':
      return among(condition.anyOf, facts.unitId);
  }
};

const reasonOf = ({ reason, when }: Rule, facts: VerdictFacts): VerdictReason => {
  const params = Object.assign({}, ...when.map((condition) => paramsOf(condition, facts)));
  return Object.keys(params).length === 0 ? { code: reason } : { code: reason, params };
};

/** What the words of a reason may name. */
const paramsOf = (
  condition: Condition,
  { temperature }: VerdictFacts,
): Record<string, string | number> => {
  if (condition.about === 'temperature') {
    return { temperature: String(temperature).replace('.', ',') };
  }
  if (condition.about === 'test-age') return { hours: condition.olderThanHours };
  return condition.about === 'vaccine' ? { doses: condition.dosesFewerThan } : {};
};
