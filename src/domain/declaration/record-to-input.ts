import { formatPartialDay } from '../identity/partial-day.ts';
import { formatPhone } from '../identity/phone.ts';
import { addressSchema } from './address.ts';
import type { Crossing } from './crossing.ts';
import type { Declaration } from './declaration.ts';
import type { Control, FieldInput, FormInput, FormSection } from './form.ts';
import { instantToInput } from './instant-input.ts';

/** A kept answer as it would be typed; null for what a sheet does not take up again. */
export const answerToInput = (control: Control, value: unknown): FieldInput | null => {
  if (control.kind === 'address') return addressToInput(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return null;
  if (control.kind === 'day') return formatPartialDay(value);
  if (control.kind === 'text' && control.keyboard === 'tel') return formatPhone(value);
  return control.kind === 'instant' ? null : value;
};

/** A whole record as it would be typed: what is changed in it and read again is a correction. */
export const recordToInput = (
  form: readonly FormSection[],
  declaration: Declaration,
  crossing: Crossing,
): FormInput => {
  const values: Readonly<Record<string, unknown>> = {
    ...declaration,
    ...crossing,
    'ack.how': declaration.ack.how,
    ...(declaration.phone === undefined && { noPhone: true }),
  };
  return Object.fromEntries(
    form
      .flatMap(({ fields }) => fields)
      .flatMap(({ key, control }) => {
        const input = values[key] === undefined ? null : wholeToInput(control, values[key]);
        return input === null ? [] : [[key, input] as const];
      }),
  );
};

const wholeToInput = (control: Control, value: unknown): FieldInput | null => {
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (Array.isArray(value)) return value.map(String);
  if (control.kind === 'instant') return instantToInput(Date.parse(String(value)));
  return answerToInput(control, value);
};

const addressToInput = (value: unknown): FieldInput | null => {
  const read = addressSchema.safeParse(value);
  if (!read.success) return null;
  if (read.data.unitSet === 'text') return { detail: read.data.detail };
  const { provinceCode, wardCode, detail } = read.data;
  return { provinceCode, wardCode, detail };
};
