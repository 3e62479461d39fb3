import { isPersonName, normaliseName } from '../identity/person-name.ts';
import { parsePartialDay } from '../identity/partial-day.ts';

export type InsuranceCard = {
  readonly kind: 'insurance-card';
  readonly number: string;
  readonly name: string;
  /** A day, or only a year. */
  readonly dob: string | null;
  /** As the card says it, to be shown when `dob` is null. */
  readonly dobText: string;
  readonly sex: 'M' | 'F' | null;
  readonly address: string;
};

/** Hex digits of UTF-8 as text; null when they are not. */
const hexToText = (hex: string): string | null => {
  if (!/^([0-9a-f]{2})+$/i.test(hex)) return null;
  try {
    // `decodeURIComponent` is the strict UTF-8 decoder of the language itself.
    return decodeURIComponent(hex.replace(/../g, '%$&'));
  } catch {
    return null;
  }
};

/** The health insurance card: number|hex(name)|dob|1 or 2|hex(address)|hospital|…|$ */
export const parseInsuranceCard = (text: string): InsuranceCard | null => {
  const fields = text.split('|').map((field) => field.trim());
  const [number = '', hexName = '', dobText = '', sex = '', hexAddress = ''] = fields;
  if (fields.length < 6 || !/^([A-Z]{2}\d{13}|\d{10})$/.test(number)) return null;
  const name = hexToText(hexName);
  if (name === null || !isPersonName(name)) return null;
  return {
    kind: 'insurance-card',
    number,
    name: normaliseName(name),
    dob: parsePartialDay(dobText),
    dobText,
    sex: sex === '1' ? 'M' : sex === '2' ? 'F' : null,
    address: normaliseName(hexToText(hexAddress) ?? ''),
  };
};
