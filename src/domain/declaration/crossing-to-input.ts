import type { Crossing } from './crossing.ts';
import type { FormInput } from './form.ts';

/** What an officer decided, as it would be typed. */
export const crossingToInput = (crossing: Crossing): FormInput => {
  const temperature = crossing['check.temperature'];
  const mismatches = crossing['check.mismatches'];
  const { 'check.reason': reason, 'check.reasonNote': note } = crossing;
  const doubtNote = crossing['check.doubtNote'];
  return {
    'check.idMethod': crossing['check.idMethod'],
    'check.idResult': crossing['check.idResult'],
    'check.verdict': crossing['check.verdict'],
    ...(temperature === undefined ? {} : { 'check.temperature': String(temperature) }),
    ...(mismatches === undefined ? {} : { 'check.mismatches': mismatches }),
    ...(reason === undefined ? {} : { 'check.reason': reason }),
    ...(note === undefined ? {} : { 'check.reasonNote': note }),
    ...(doubtNote === undefined ? {} : { 'check.doubtNote': doubtNote }),
    ...(crossing['check.noneAtOnce'] && { 'check.noneAtOnce': 'yes' }),
  };
};
