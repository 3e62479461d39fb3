import { csvMark, toCsvLine } from '#domain/core/csv.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import type { PlacesIndex } from '#domain/places/place.ts';
import type { ReferralCard } from '#protocol/referrals.ts';
import type { Say } from '../../i18n/use-words.ts';

/** The queue as a table for a department without a system: UTF-8 with the mark by which spreadsheets know it. */
export const referralsToCsv = (
  cards: readonly ReferralCard[],
  say: Say,
  places: PlacesIndex | null,
): string => {
  const head = [
    say('field.fullName'),
    say('field.dob'),
    say('field.docNumber'),
    say('field.phone'),
    say('field.addr.staying'),
    say('field.check.temperature'),
    say('health.column.causes'),
    say('health.column.state'),
    say('health.column.raised'),
  ];
  const lines = cards.map(({ declaration, crossing, causes, state, raisedAtMs }) => {
    const degrees = String(crossing['check.temperature'] ?? '').replace('.', ',');
    const staying = declaration['addr.staying'];
    return [
      declaration.fullName ?? '',
      declaration.dob ?? '',
      declaration.docNumber ?? '',
      declaration.phone === undefined ? '' : formatPhone(declaration.phone),
      staying === undefined ? '' : formatAddress(places, staying),
      degrees,
      causes.map((cause) => say(`health.cause.${cause}`, { degrees })).join('; '),
      say(`health.state.${state}`),
      new Date(raisedAtMs).toISOString(),
    ];
  });
  return csvMark + [head, ...lines].map(toCsvLine).join('');
};
