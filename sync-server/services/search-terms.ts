import { createHmac, hkdfSync } from 'node:crypto';
import { compactText as compact, digitsOf, foldText } from '#domain/core/folded-text.ts';
import { parsePhone } from '#domain/identity/phone.ts';
import type { PersonSearch } from '#protocol/persons.ts';
import type { SealingKeyPair } from './sealing/sealing-keys.ts';

/** What the audit keeps of something searched for: equal for equal, and nothing without the server's key. */
export type HashTerm = (term: string) => string;

/**
 * HMAC-SHA256 under a key of the oldest sealing key's: that one stays, and does not lie in the database,
 * so that whoever copies that cannot try all numbers.
 */
export const termHasher = ([oldest]: readonly SealingKeyPair[]): HashTerm => {
  if (oldest === undefined) throw new Error('There is no sealing key.');
  const secret = Buffer.from(oldest.d, 'base64url');
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'chot search term 1', 32));
  return (term) => createHmac('sha256', key).update(term).digest('hex');
};

export const wordsOf = (name: string): readonly string[] => foldText(name).split(' ');

/** The same for whatever is meant to be found by it. */
export const termOf = (who: PersonSearch['who']): string => {
  if ('number' in who) return `number ${compact(who.number)}`;
  if ('phone' in who) return `phone ${digitsOf(who.phone)}`;
  if ('plate' in who) return `plate ${compact(who.plate)}`;
  return `name ${wordsOf(who.name).toSorted().join(' ')}`;
};

/** All that somebody may have searched for who typed this. */
export const possibleTerms = (typed: string): readonly string[] => {
  const ways = [{ number: typed }, { plate: typed }, { name: typed }];
  const phone = parsePhone(typed);
  return [...ways, ...(phone === null ? [] : [{ phone }])].map(termOf);
};
