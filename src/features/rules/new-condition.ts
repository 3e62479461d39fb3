import { answersByList } from '#domain/declaration/answers.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { Condition, ReasonCode, Rule } from '#domain/verdict/rule-set.ts';
import type { Say } from '../../i18n/use-words.ts';

export type About = Condition['about'];

export const abouts: readonly About[] = [
  'symptom',
  'contact',
  'temperature',
  'identity',
  'permit',
  'purpose',
  'vehicle',
  'direction',
  'test-result',
  'test-age',
  'no-test',
  'vaccine',
  'watchlist',
  'unit',
];

export type Choice = { readonly value: string; readonly label: string };

/** What can be chosen of; empty: nothing, or a number. */
export const choicesOf = (about: About, say: Say, units: readonly Unit[]): readonly Choice[] => {
  switch (about) {
    case 'symptom':
      return answersByList.symptom.map((value) => ({
        value,
        label: say(`answer.symptom.${value}`),
      }));
    case 'contact':
      return (['case', 'area', 'symptomatic'] as const).map((value) => ({
        value,
        label: say(`when.contact.${value}`),
      }));
    case 'identity':
      return answersByList.idResult.map((value) => ({
        value,
        label: say(`answer.idResult.${value}`),
      }));
    case 'permit':
      return answersByList.permitKind.map((value) => ({
        value,
        label: say(`answer.permitKind.${value}`),
      }));
    case 'purpose':
      return answersByList.purpose.map((value) => ({
        value,
        label: say(`answer.purpose.${value}`),
      }));
    case 'vehicle':
      return answersByList.vehicleType.map((value) => ({
        value,
        label: say(`answer.vehicleType.${value}`),
      }));
    case 'direction':
      return answersByList.direction.map((value) => ({
        value,
        label: say(`answer.direction.${value}`),
      }));
    case 'test-result':
      return answersByList.testResult.map((value) => ({
        value,
        label: say(`answer.testResult.${value}`),
      }));
    case 'watchlist':
      return (['case', 'contact'] as const).map((value) => ({
        value,
        label: say(`when.watchlist.${value}`),
      }));
    case 'unit':
      return units.map(({ unitId, name }) => ({ value: unitId, label: name }));
    default:
      return [];
  }
};

/** A condition that can be counted or measured, and where its number lies. */
export const numberOf = (
  condition: Condition,
): {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
} | null => {
  if (condition.about === 'temperature') {
    return { value: condition.atLeast, min: 36, max: 42, step: 0.1 };
  }
  if (condition.about === 'test-age') {
    return { value: condition.olderThanHours, min: 1, max: 720, step: 1 };
  }
  return condition.about === 'vaccine'
    ? { value: condition.dosesFewerThan, min: 1, max: 9, step: 1 }
    : null;
};

export const withNumber = (condition: Condition, value: number): Condition => {
  if (condition.about === 'temperature') return { ...condition, atLeast: value };
  if (condition.about === 'test-age') return { ...condition, olderThanHours: value };
  return condition.about === 'vaccine' ? { ...condition, dosesFewerThan: value } : condition;
};

/** A condition as it is begun; what was chosen of its answers is judged when the rules are. */
export const beginCondition = (about: About, chosen: readonly string[]): Condition => {
  if (about === 'temperature') return { about, atLeast: 37.5 };
  if (about === 'test-age') return { about, olderThanHours: 72 };
  if (about === 'vaccine') return { about, dosesFewerThan: 2 };
  // Its choices are of its own list, and an empty one is refused with the rules.
  return (about === 'no-test' ? { about } : { about, anyOf: [...chosen] }) as Condition;
};

const reasonByAbout: Readonly<Record<About, ReasonCode>> = {
  symptom: 'reason/symptom',
  contact: 'reason/contact-other',
  temperature: 'reason/fever',
  identity: 'reason/identity-differs',
  permit: 'reason/no-permit',
  purpose: 'reason/trip',
  vehicle: 'reason/by-rule',
  direction: 'reason/by-rule',
  'test-result': 'reason/test-positive',
  'test-age': 'reason/test-old',
  'no-test': 'reason/no-test',
  vaccine: 'reason/vaccine',
  watchlist: 'reason/watched-contact',
  unit: 'reason/by-rule',
};

/** Words of a reason that say what the condition says; else that it is a rule. */
export const reasonFor = (when: readonly Condition[], verdict: Rule['verdict']): ReasonCode => {
  const [first] = when;
  if (first === undefined || verdict === 'pass') return 'reason/by-rule';
  const { about } = first;
  const isOnly = (value: string) => 'anyOf' in first && first.anyOf.every((one) => one === value);
  if (about === 'contact' && isOnly('case')) return 'reason/contact-case';
  if (about === 'watchlist' && isOnly('case')) return 'reason/watched-case';
  // These words say one answer; of another one they would be wrong.
  if (about === 'permit' && !isOnly('none')) return 'reason/by-rule';
  if (about === 'test-result' && !isOnly('positive')) return 'reason/by-rule';
  return reasonByAbout[about];
};
