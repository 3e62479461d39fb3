import { normaliseName, isPersonName } from '../identity/person-name.ts';
import { parsePartialDay } from '../identity/partial-day.ts';

export type CitizenCard = {
  readonly kind: 'citizen-card';
  readonly number: string;
  readonly oldNumber: string | null;
  readonly name: string;
  /** ISO 8601, or null when the card says a day that does not exist. */
  readonly dob: string | null;
  /** As printed, to be shown when `dob` is null. */
  readonly dobText: string;
  readonly sex: 'M' | 'F' | null;
  readonly address: string;
};

const fieldsAtLeast = 6;
const sexByWord: ReadonlyMap<string, 'M' | 'F'> = new Map([
  ['nam', 'M'],
  ['nữ', 'F'],
]);

/**
 * The chip card of 2021 and the card of 2024: number|old number|name|ddMMyyyy|sex|address|issued…
 * Unsigned; later cards append fields whose order is not published, so the tail is ignored.
 */
export const parseCitizenCard = (text: string): CitizenCard | null => {
  const fields = text.split('|').map((field) => field.trim());
  const [number = '', oldNumber = '', name = '', dobText = '', sex = '', address = ''] = fields;
  if (fields.length < fieldsAtLeast + 1) return null;
  if (!/^\d{12}$/.test(number) || !/^\d{8}$/.test(dobText) || !isPersonName(name)) return null;
  return {
    kind: 'citizen-card',
    number,
    oldNumber: /^\d{9}$/.test(oldNumber) ? oldNumber : null,
    name: normaliseName(name),
    dob: parsePartialDay(dobText),
    dobText,
    sex: sexByWord.get(sex.toLowerCase()) ?? null,
    address: normaliseName(address),
  };
};
