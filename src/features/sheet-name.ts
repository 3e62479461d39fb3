import type { FormInput } from '#domain/declaration/form.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What officers call a sheet: the person, else its serial; '' where neither stands on it yet. */
export const sheetName = ({ fullName, paperSerial }: FormInput): string =>
  textOf(fullName) || textOf(paperSerial);
