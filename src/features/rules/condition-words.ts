import type { Condition } from '#domain/verdict/rule-set.ts';
import type { Say } from '../../i18n/use-words.ts';

const listed = (words: readonly string[]): string => words.join(', ').toLocaleLowerCase('vi');

/** A condition as an officer would say it. */
export const conditionWords = (
  say: Say,
  condition: Condition,
  unitName: (unitId: string) => string = (unitId) => unitId,
): string => {
  const { about } = condition;
  const key = `when.${about}` as const;
  switch (about) {
    case 'symptom':
      return say(key, { list: listed(condition.anyOf.map((one) => say(`answer.symptom.${one}`))) });
    case 'contact':
      return say(key, {
        list: condition.anyOf.map((one) => say(`when.contact.${one}`)).join(', '),
      });
    case 'temperature':
      return say(key, { value: String(condition.atLeast).replace('.', ',') });
    case 'identity':
      return say(key, {
        list: listed(condition.anyOf.map((one) => say(`answer.idResult.${one}`))),
      });
    case 'permit':
      return say(key, {
        list: listed(condition.anyOf.map((one) => say(`answer.permitKind.${one}`))),
      });
    case 'purpose':
      return say(key, { list: listed(condition.anyOf.map((one) => say(`answer.purpose.${one}`))) });
    case 'vehicle':
      return say(key, {
        list: listed(condition.anyOf.map((one) => say(`answer.vehicleType.${one}`))),
      });
    case 'direction':
      return say(key, {
        list: listed(condition.anyOf.map((one) => say(`answer.direction.${one}`))),
      });
    case 'test-result':
      return say(key, {
        list: listed(condition.anyOf.map((one) => say(`answer.testResult.${one}`))),
      });
    case 'test-age':
      return say(key, { value: condition.olderThanHours });
    case 'no-test':
      return say(key);
    case 'vaccine':
      return say(key, { value: condition.dosesFewerThan });
    case 'watchlist':
      return say(key, {
        list: condition.anyOf.map((one) => say(`when.watchlist.${one}`)).join(', '),
      });
    case 'unit':
      return say(key, { list: condition.anyOf.map(unitName).join(', ') });
  }
};
