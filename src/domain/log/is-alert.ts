import type { Entry } from './entry.ts';

/**
 * Whether somebody elsewhere must know of it at once: a person who was not let through as usual, but
 * referred, turned back, tested or held; or what a citizen reports is urgent. Such an entry goes ahead of the queue on a thin line.
 */
export const isAlert = (entry: Entry): boolean =>
  entry.kind === 'referral.raised' ||
  (entry.kind === 'report.recorded' && entry.data.urgency === 'urgent') ||
  (entry.kind === 'crossing.recorded' && entry.data['check.verdict'] !== 'pass');
