import { isWholeDay, parsePartialDay } from '../identity/partial-day.ts';
import { addressSchema, type Address } from './address.ts';
import { answersByList } from './answers.ts';
import { cleanLine } from './clean-line.ts';
import type { AddressInput, FieldDefinition, FieldInput, FieldKey, FormInput } from './form.ts';
import { inputToInstant, instantToIso } from './instant-input.ts';
import { block, type Judgement } from './judgement.ts';
import { readText } from './read-text.ts';

/** An answer as it is kept, or the one reason why it cannot be. */
export type ReadAnswer = { readonly value: unknown } | { readonly fault: Judgement };

const value = (read: unknown): ReadAnswer => ({ value: read });
const fault = (...args: Parameters<typeof block>): ReadAnswer => ({ fault: block(...args) });

const detailLimit = 120;
const addressTextLimit = 200;

const isAddressInput = (answer: FieldInput): answer is AddressInput =>
  typeof answer === 'object' && 'detail' in answer && typeof answer.detail === 'string';

/** Whether it is an address in words that still has to be tied to a ward. */
export const awaitsWard = (answer: FieldInput | undefined): answer is AddressInput =>
  answer !== undefined &&
  isAddressInput(answer) &&
  answer.wardCode === undefined &&
  (answer.ward ?? '') === '' &&
  answer.detail.includes(',');

const wardTextOf = (answer: AddressInput): string =>
  typeof answer.ward === 'string' ? answer.ward : '';

/** A home needs house and street; for a trip the ward may be all that a person knows. */
const needsDetail = (key: FieldKey, tied: boolean): boolean => !tied || key.startsWith('addr.');

const readAddress = (key: FieldKey, answer: AddressInput): ReadAnswer => {
  const tied = answer.wardCode !== undefined && answer.provinceCode !== undefined;
  const limit = tied ? detailLimit : addressTextLimit;
  // A ward that was typed and not picked is part of what the sheet says [PLACE-3].
  const parts = tied ? [answer.detail] : [answer.detail, wardTextOf(answer)];
  const typedLength = parts.reduce((sum, part) => sum + part.length, 0);
  if (typedLength > limit * 4) return fault('text/too-long', { limit, length: typedLength });
  const detail = parts
    .map(cleanLine)
    .filter((part) => part !== '')
    .join(', ');
  if (detail.length > limit) return fault('text/too-long', { limit, length: detail.length });
  if (detail === '' && needsDetail(key, tied)) return fault('address/detail-missing');
  const address: Address = tied
    ? {
        unitSet: '2025',
        provinceCode: answer.provinceCode ?? '',
        wardCode: answer.wardCode ?? '',
        detail,
      }
    : { unitSet: 'text', detail };
  return addressSchema.safeParse(address).success ? value(address) : fault('address/unknown-code');
};

const readNumber = (
  typed: string,
  control: { min: number; max: number; decimals: 0 | 1 },
): ReadAnswer => {
  const text = typed.trim().replace(',', '.');
  const shape = control.decimals === 0 ? /^\d{1,6}$/ : /^\d{1,6}(\.\d)?$/;
  if (!shape.test(text)) return fault('number/impossible');
  const { min, max } = control;
  const number = Number(text);
  return number < min || number > max ? fault('number/out-of-range', { min, max }) : value(number);
};

const readDay = (typed: string, partial: boolean): ReadAnswer => {
  const day = parsePartialDay(typed);
  if (day === null) return fault('day/impossible');
  return partial || isWholeDay(day) ? value(day) : fault('day/incomplete');
};

const readOne = (list: readonly string[], answer: string): ReadAnswer =>
  list.includes(answer) ? value(answer) : fault('answer/not-in-list');

const readSome = (list: readonly string[], answer: FieldInput): ReadAnswer => {
  const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  const known = list.filter((one) => chosen.includes(one));
  return known.length === new Set(chosen).size ? value(known) : fault('answer/not-in-list');
};

/** Whether the field has been answered at all. */
export const isAnswered = (answer: FieldInput | undefined): answer is FieldInput => {
  if (answer === undefined || answer === null) return false;
  if (typeof answer === 'string') return answer.trim() !== '';
  if (Array.isArray(answer)) return answer.length > 0;
  return (
    isAddressInput(answer) &&
    (answer.detail.trim() !== '' ||
      wardTextOf(answer).trim() !== '' ||
      answer.wardCode !== undefined)
  );
};

/** Reads what was typed into a field. Never throws, whatever the draft holds. */
export const readAnswer = (
  field: FieldDefinition,
  answer: FieldInput,
  input: FormInput,
): ReadAnswer => {
  const { control } = field;
  if (control.kind === 'address') {
    return isAddressInput(answer) ? readAddress(field.key, answer) : fault('answer/not-in-list');
  }
  if (control.kind === 'some-of') return readSome(answersByList[control.list], answer);
  if (typeof answer !== 'string') return fault('answer/not-in-list');
  switch (control.kind) {
    case 'text':
    case 'long-text':
      return readText(field.key, answer, control.limit, input);
    case 'number':
      return readNumber(answer, control);
    case 'day':
      return readDay(answer, control.partial);
    case 'instant': {
      const wallMs = inputToInstant(answer);
      return wallMs === null ? fault('instant/impossible') : value(instantToIso(wallMs));
    }
    case 'country':
      return /^[A-Z]{2}$/.test(answer) ? value(answer) : fault('country/unknown');
    case 'tick':
    case 'one-of': {
      const list = control.kind === 'tick' ? 'yesNo' : control.list;
      const read = readOne(answersByList[list], answer);
      return list === 'yesNo' && 'value' in read ? value(answer === 'yes') : read;
    }
  }
};
