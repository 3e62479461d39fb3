import { capitaliseName, isPersonName, normaliseName } from '../identity/person-name.ts';
import { parsePhone } from '../identity/phone.ts';
import { compactPlate } from '../identity/plate.ts';
import { readSerial } from '../paper/serial.ts';
import { cleanLine } from './clean-line.ts';
import { declarationSchema } from './declaration.ts';
import type { FieldKey, FormInput } from './form.ts';
import { block, type Judgement } from './judgement.ts';

/** A text as it is kept, or why it cannot be. */
export type ReadText = { readonly value: string } | { readonly fault: Judgement };

const value = (text: string): ReadText => ({ value: text });
const fault = (...args: Parameters<typeof block>): ReadText => ({ fault: block(...args) });

const citizenNumberLength = 12;

const readName = (text: string): ReadText => {
  const name = capitaliseName(normaliseName(text));
  if (!isPersonName(name)) return fault('name/letters');
  // Letters, not code units: the schema counts them so, and a rare letter has two units.
  return Array.from(name).length < 2 ? fault('text/too-short', { limit: 2 }) : value(name);
};

const readPhone = (text: string): ReadText => {
  const phone = parsePhone(text);
  return phone === null ? fault('phone/impossible') : value(phone);
};

const readMatching =
  (pattern: RegExp, code: Parameters<typeof block>[0]) =>
  (text: string): ReadText => {
    const compact = text.replace(/\s+/g, '').toUpperCase();
    return pattern.test(compact) ? value(compact) : fault(code);
  };

const readCitizenNumber = (text: string): ReadText => {
  const digits = text.replace(/[\s.]/g, '');
  if (!/^\d*$/.test(digits)) return fault('citizen-id/digits');
  const short = citizenNumberLength - digits.length;
  if (short > 0) return fault('citizen-id/too-short', { missing: short });
  if (short < 0) return fault('citizen-id/too-long', { extra: -short });
  return value(digits);
};

const readDocumentNumber = (text: string, input: FormInput): ReadText => {
  switch (input.docType) {
    case 'CCCD':
      return readCitizenNumber(text);
    case 'CMND':
      return readMatching(/^(\d{9}|\d{12})$/, 'old-id/form')(text);
    case 'PASSPORT':
      return readMatching(/^[A-Z0-9]{5,12}$/, 'passport/form')(text);
    default:
      // A birth certificate is numbered 45/2015.
      return readMatching(/^[A-Z0-9-]{1,24}$/, 'document/form')(text.replace(/[/.]/g, '-'));
  }
};

/** Serials of our own pads are kept as printed, whatever hyphens were typed; others as they are. */
const readPaperSerial = (text: string): ReadText => {
  const read = readSerial(text);
  return read.kind === 'serial'
    ? value(read.serial)
    : readMatching(/^[A-Z0-9-]{4,20}$/, 'serial/form')(text);
};

const readPlate = (text: string): ReadText => {
  const plate = compactPlate(text);
  return /^[0-9A-ZĐ]{4,12}$/.test(plate) ? value(plate) : fault('plate/impossible');
};

/** Shown in capitals while it is typed, so it is kept as it was seen. */
const readCapitals = (text: string): ReadText => value(text.toUpperCase());

/** The schema itself decides, or an address could pass here and be refused, without a word, when kept. */
const readEmail = (text: string): ReadText =>
  declarationSchema.shape.email.safeParse(text).success ? value(text) : fault('email/impossible');

const readerByKey: Partial<Record<FieldKey, (text: string, input: FormInput) => ReadText>> = {
  paperSerial: readPaperSerial,
  fullName: readName,
  'proxy.name': readName,
  'proxy.phone': readPhone,
  phone: readPhone,
  docNumber: readDocumentNumber,
  oldDocNumber: readMatching(/^\d{9}$/, 'old-id/form'),
  email: readEmail,
  bhyt: readMatching(/^([A-Z]{2}\d{13}|\d{10})$/, 'insurance/form'),
  'move.plate': readPlate,
  'move.seat': readCapitals,
  'permit.number': readCapitals,
};

/** Reads one line of typing: NFC, at most `limit` characters, in the form that the field is kept in. */
export const readText = (
  key: FieldKey,
  typed: string,
  limit: number,
  input: FormInput,
): ReadText => {
  // Length first: nothing else is tried on a pasted megabyte.
  if (typed.length > limit * 4) return fault('text/too-long', { limit, length: typed.length });
  const text = cleanLine(typed);
  if (text === '') return fault('text/too-short', { limit: 1 });
  const reader = readerByKey[key];
  const read = reader ? reader(text, input) : value(text);
  if ('fault' in read) return read;
  return read.value.length > limit
    ? fault('text/too-long', { limit, length: read.value.length })
    : read;
};
