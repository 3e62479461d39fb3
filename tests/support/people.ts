import { instantToInput } from '#domain/declaration/instant-input.ts';
import type { SheetAnswers } from './officer.ts';

const dayMs = 86_400_000;

type Person = { serial: string; name: string; number: string; dob: string; sex: '1' | '2' };

/** What an invented person wrote on the sheet; choices as the digit beside the box. */
export const sheetOf = ({ serial, name, number, dob, sex }: Person): SheetAnswers => ({
  paperSerial: serial,
  'ack.how': '2',
  fullName: name,
  docType: '1',
  docNumber: number,
  dob,
  sex,
  phone: '0912345678',
  'addr.permanent': ['dong da', 'Số 5 ngõ 12'],
  'addr.staying': ['ba dinh ha noi', 'Số 9'],
  'move.vehicleType': '1',
  'move.plate': '29X1-123.45',
  'move.from': ['hoan kiem ha noi', 'Bãi xe Lưu Ly'],
  'move.to': ['p ba dinh', 'Số 9'],
  'move.purpose': '5',
  ...healthyAnswers,
  ...passAnswers,
});

/** Nothing to report, each answer given by hand. */
export const healthyAnswers: SheetAnswers = {
  'epi.travelled14d': '2',
  'epi.anySymptom': '2',
  'epi.contactCase': '2',
  'epi.contactArea': '2',
  'epi.contactSymptomatic': '2',
};

export const passAnswers: SheetAnswers = {
  'check.idMethod': '3',
  'check.idResult': '1',
  'check.verdict': '1',
};

/** Somebody who travelled and coughs, with both notes of the sheet filled in. */
export const symptomaticAnswers: SheetAnswers = {
  ...healthyAnswers,
  'epi.travelled14d': '1',
  'epi.places': 'Bắc Giang, Bắc Ninh',
  'epi.anySymptom': '1',
  'epi.symptoms': '12',
  'epi.onset': instantToInput(Date.now() - 2 * dayMs).slice(0, 10),
  'epi.symptomNote': 'Ho về đêm',
};

export const referAnswers: SheetAnswers = {
  ...passAnswers,
  'check.verdict': '4',
  'check.reason': '3',
};

const lastNames = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám', 'Chín', 'Mười', 'Tư'];
/** One of a row of invented people, 0 to 10, each with a sheet of their own. */
export const oneOfMany = (index: number) => {
  const two = String(index).padStart(2, '0');
  return {
    serial: `CG-0002${two}`,
    name: `Lê Thị ${lastNames[index]}`,
    number: `0011900002${two}`,
    dob: '1990',
    sex: '2' as const,
  };
};
