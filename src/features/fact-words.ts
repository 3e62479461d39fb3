import { z } from 'zod';
import { addressSchema } from '#domain/declaration/address.ts';
import { answersByList } from '#domain/declaration/answers.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import type { PlacesIndex } from '#domain/places/place.ts';
import type { Language } from '../i18n/language.ts';
import type { Say } from '../i18n/use-words.ts';
import type { WordKey } from '../i18n/words.ts';

const dayWords = (iso: string): string => formatPartialDay(iso.slice(0, 10));

const countryName = (language: Language, code: string): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;

/** The words of a field's value, or null when it was not answered. */
export type FactOf = (
  field: FieldDefinition,
  values: Readonly<Record<string, unknown>>,
) => string | null;

/** A kept value as an officer reads it, or null when the field was not answered. */
export const factWords = (
  say: Say,
  language: Language,
  places: PlacesIndex | null,
  field: FieldDefinition,
  values: Readonly<Record<string, unknown>>,
): string | null => {
  const value = values[field.key];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return say(value ? 'answer.yesNo.yes' : 'answer.yesNo.no');
  if (typeof value === 'number') return String(value).replace('.', ',');
  const { control } = field;
  if (control.kind === 'address') {
    const address = addressSchema.safeParse(value);
    return address.success ? formatAddress(places, address.data) : null;
  }
  if (control.kind === 'one-of' || control.kind === 'some-of') {
    const { list } = control;
    const chosen = z
      .array(z.string())
      .catch([])
      .parse(Array.isArray(value) ? value : [value]);
    return chosen
      .filter((answer) => (answersByList[list] as readonly string[]).includes(answer))
      .map((answer) => say(`answer.${list}.${answer}` as WordKey))
      .join(', ');
  }
  if (typeof value !== 'string') return null;
  if (control.kind === 'country') return countryName(language, value);
  if (control.kind === 'text' && control.keyboard === 'tel') return formatPhone(value);
  if (field.key === 'move.plate') return formatPlate(value);
  if (control.kind === 'day') return dayWords(value);
  if (control.kind === 'instant') return `${value.slice(11, 16)} ${dayWords(value)}`;
  return value;
};
