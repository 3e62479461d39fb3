import { formatPartialDay } from '../identity/partial-day.ts';
import { formatPhone } from '../identity/phone.ts';
import { addressSchema } from './address.ts';
import type { Control, FieldInput } from './form.ts';

/** A kept answer as it would be typed; null for what a sheet does not take up again. */
export const answerToInput = (control: Control, value: unknown): FieldInput | null => {
  if (control.kind === 'address') return addressToInput(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return null;
  if (control.kind === 'day') return formatPartialDay(value);
  if (control.kind === 'text' && control.keyboard === 'tel') return formatPhone(value);
  return control.kind === 'instant' ? null : value;
};

const addressToInput = (value: unknown): FieldInput | null => {
  const read = addressSchema.safeParse(value);
  if (!read.success) return null;
  if (read.data.unitSet === 'text') return { detail: read.data.detail };
  const { provinceCode, wardCode, detail } = read.data;
  return { provinceCode, wardCode, detail };
};
