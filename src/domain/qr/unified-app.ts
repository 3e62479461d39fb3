import { isPersonName, normaliseName } from '../identity/person-name.ts';
import { parsePartialDay } from '../identity/partial-day.ts';
import { parsePhone } from '../identity/phone.ts';

export type UnifiedApp = {
  readonly kind: 'unified-app';
  readonly docNumber: string;
  /** Capitals without diacritics: never written over a name that has them. */
  readonly name: string;
  readonly dob: string | null;
  /** As the code says it, to be shown when `dob` is null. */
  readonly dobText: string;
  readonly byProxy: boolean;
  readonly sex: 'M' | 'F' | null;
  readonly bhyt: string | null;
  readonly phone: string | null;
};

const sexByDigit: ReadonlyMap<string, 'M' | 'F'> = new Map([
  ['1', 'M'],
  ['2', 'F'],
]);

/**
 * The unified personal code of 1405/QĐ-BTTTT (11/9/2021): SoGiayTo|HoTen|NgaySinh|LoaiDinhDanh|QID|EXT,
 * EXT = proxy's id < sex < insurance card < phone. Unsigned.
 */
export const parseUnifiedApp = (text: string): UnifiedApp | null => {
  const fields = text.split('|').map((field) => field.trim());
  if (fields.length !== 6) return null;
  const [docNumber = '', name = '', dobText = '', declaredBy = '', id = '', extension = ''] =
    fields;
  if (!/^[A-Z0-9]{5,12}$/.test(docNumber) || !isPersonName(name)) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(dobText) || !/^[01]$/.test(declaredBy) || !/^\d+$/.test(id)) {
    return null;
  }
  const [, sex = '', bhyt = '', phone = ''] = extension.split('<');
  return {
    kind: 'unified-app',
    docNumber,
    name: normaliseName(name),
    dob: parsePartialDay(dobText),
    dobText,
    byProxy: declaredBy === '1',
    sex: sexByDigit.get(sex) ?? null,
    bhyt: /^([A-Z]{2}\d{13}|\d{10})$/.test(bhyt) ? bhyt : null,
    phone: parsePhone(phone),
  };
};
