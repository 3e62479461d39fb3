import type { FormInput } from '../declaration/form.ts';
import { formatPartialDay } from '../identity/partial-day.ts';
import { formatPhone } from '../identity/phone.ts';
import type { Recognised } from './recognise.ts';

/** A day that does not exist is filled in as printed, so that the form blocks it and the officer sees why. */
const dobAsTyped = (code: { readonly dob: string | null; readonly dobText: string }): string =>
  code.dob === null ? code.dobText : formatPartialDay(code.dob);

/** What a recognised code fills in, as if it had been typed; the officer sees and may change all of it. */
export const prefill = (recognised: Recognised): FormInput => {
  switch (recognised.kind) {
    case 'citizen-card':
      return {
        fullName: recognised.name,
        docType: 'CCCD',
        docNumber: recognised.number,
        dob: dobAsTyped(recognised),
        nationality: 'VN',
        'addr.permanent': { detail: recognised.address },
        'check.idMethod': 'cccd_qr',
        ...(recognised.oldNumber && { oldDocNumber: recognised.oldNumber }),
        ...(recognised.sex && { sex: recognised.sex }),
      };
    case 'unified-app':
      return {
        fullName: recognised.name,
        docNumber: recognised.docNumber,
        ...(/^\d{12}$/.test(recognised.docNumber) && { docType: 'CCCD' }),
        dob: dobAsTyped(recognised),
        ...(recognised.sex && { sex: recognised.sex }),
        ...(recognised.phone && { phone: formatPhone(recognised.phone) }),
        ...(recognised.bhyt && { bhyt: recognised.bhyt }),
      };
    case 'insurance-card':
      return {
        fullName: recognised.name,
        bhyt: recognised.number,
        dob: dobAsTyped(recognised),
        ...(recognised.sex && { sex: recognised.sex }),
        ...(recognised.address && { 'addr.permanent': { detail: recognised.address } }),
      };
    case 'paper-serial':
      return { paperSerial: recognised.serial };
    default:
      return {};
  }
};

/** Whether the code leads to a form; the others are only shown. */
export const canPrefill = (recognised: Recognised): boolean =>
  Object.keys(prefill(recognised)).length > 0;
