import type { Say } from '../../i18n/use-words.ts';

export const deeds = [
  'look-up-by-number',
  'look-up-by-phone',
  'look-up-by-plate',
  'look-up-by-name',
  'settle-desk',
  'repair-desk',
  'referrals',
  'referral-acknowledged',
  'referral-assigned',
  'referral-sampled',
  'referral-result',
  'referral-closed',
  'device-account',
  'audit-export',
  'second-factor-reset',
  'passkey-added',
  'sign-in-refused',
  'rules-published',
  'watchlist-changed',
  'units-set',
  'open-key-made',
  'open-key-revoked',
  'open-units',
  'open-statistics',
  'open-crossings',
  'open-records',
] as const;

/** A newer server may note what this build has no word for. */
export const deedWords = (say: Say, deed: string): string =>
  say(`audit.deed.${deeds.find((known) => known === deed) ?? 'other'}`);
