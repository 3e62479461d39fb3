import { rowsToCsv } from '#domain/core/csv.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import type { PlacesIndex } from '#domain/places/place.ts';
import type { ContactCard } from '#protocol/tracing.ts';
import type { Say } from '../../i18n/use-words.ts';
import { closenessWords } from './meeting-words.ts';

/** The contacts as a table, the closest first. */
export const traceToCsv = (
  contacts: readonly ContactCard[],
  say: Say,
  { places, nameOf }: { places: PlacesIndex | null; nameOf: (unitId: string) => string },
): string => {
  const head = [
    say('field.fullName'),
    say('field.dob'),
    say('field.docNumber'),
    say('field.phone'),
    say('field.addr.staying'),
    say('field.move.plate'),
    say('health.column.causes'),
    say('trace.column.when'),
    say('trace.column.unit'),
  ];
  const lines = contacts.map(({ declaration, meetings }) => {
    const { fullName = '', dob = '', docNumber = '', phone, 'move.plate': plate } = declaration;
    const staying = declaration['addr.staying'];
    return [
      fullName,
      dob,
      docNumber,
      phone === undefined ? '' : formatPhone(phone),
      staying === undefined ? '' : formatAddress(places, staying),
      plate === undefined ? '' : formatPlate(plate),
      meetings.map((meeting) => closenessWords(say, meeting)).join('; '),
      meetings.map(({ atMs }) => new Date(atMs).toISOString()).join('; '),
      meetings.map(({ unitId }) => nameOf(unitId)).join('; '),
    ];
  });
  return rowsToCsv([head, ...lines]);
};
