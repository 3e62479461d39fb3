import type { viIdentity } from '../vi/identity.ts';

export const enIdentity = {
  'identity.said.match': 'Matches the population registry.',
  'identity.said.partial':
    'Matches the registry in part, not in {fields}. Look at the papers again.',
  'identity.said.mismatch':
    'DOES NOT MATCH the registry: other {fields}. Hold, and look at the papers.',
  'identity.said.not-found': 'The registry has no such number. Hold, and look at the papers.',
  'identity.said.unavailable': 'The registry did not answer: not verified.',
  'identity.said.not-asked': 'The registry need not be asked.',
  'identity.word.match': 'registry matches',
  'identity.word.partial': 'matches in part',
  'identity.word.mismatch': 'NO MATCH IN REGISTRY',
  'identity.word.not-found': 'NOT IN REGISTRY',
  'identity.word.unavailable': 'not verified',
  'identity.word.not-asked': 'need not be asked',
  'identity.word.waiting': 'awaits the registry',
  'identity.waiting': 'Waiting for the population registry.',
  'identity.waiting.sound': 'Checked on this tablet: the number fits birth date and sex.',
  'identity.alarm.open': 'Open the record',
  'identity.alarm.more': 'And {count} more.',
  'identity.alarm.seen': 'Seen',
  'lane/registry-match': 'Matches the population registry.',
  'lane/registry-partial': 'Matches the registry in part. Look at the papers again.',
  'lane/registry-mismatch': 'DOES NOT MATCH the registry. Hold, and look at the papers.',
  'lane/registry-not-found': 'The registry has no such number. Hold, and look at the papers.',
  'lane/number-differs': 'The number does not fit birth date or sex. Look at the papers.',
  'lane/registry-waiting': 'No answer of the registry yet: only the number was checked, here.',
} as const satisfies Record<keyof typeof viIdentity, string>;
