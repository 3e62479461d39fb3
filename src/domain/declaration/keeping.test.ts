import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSheet } from '../../../tests/support/sample-sheet.ts';
import { inputToRecord } from './form-engine.ts';
import type { FormInput } from './form.ts';
import { paperForm } from './paper-form.ts';

const context = {
  nowMs: Date.parse('2026-11-22T09:00:00+07:00'),
  channel: 'paper',
  noticeVersion: 'test',
} as const;

/** The kept declaration, or the reasons why there is none: what is missing and the blocking codes. */
const keep = (change: FormInput) => {
  const kept = inputToRecord(paperForm, { ...sampleSheet(1), ...change }, context);
  if (kept.ok) return { declaration: kept.value.declaration, reasons: [] };
  const blocks = [...kept.error.judgementsByField.values()]
    .flat()
    .filter(({ severity }) => severity === 'block')
    .map(({ code }) => code);
  return { declaration: null, reasons: [...kept.error.missing, ...blocks] };
};

const lines = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.emailAddress(),
  fc.constantFrom('a..b@x.vn', '.a@x.vn', 'a@-x.vn', '\u0000', '\u200B', '45/2015', '0912345678'),
);
const days = fc.constantFrom('01/01/0000', '0000', '29/02/2024', '12/2025', '31/12/9999', '1900');
const addresses = fc.record({
  provinceCode: fc.constantFrom('01', '1', ''),
  wardCode: fc.constantFrom('00004', '4', ''),
  detail: fc.string({ unit: 'binary', maxLength: 150 }),
  ward: fc.string({ unit: 'binary', maxLength: 80 }),
});
const answersByKey = {
  fullName: lines,
  docType: fc.constantFrom('CCCD', 'CMND', 'PASSPORT', 'BIRTH_CERT', 'OTHER', 'NONE'),
  docNumber: lines,
  email: lines,
  bhyt: lines,
  phone: lines,
  noPhone: fc.constantFrom('yes', 'no', ''),
  dob: days,
  'move.from': addresses,
  'addr.temporary': addresses,
  'move.vehicleType': fc.constantFrom('coach', 'plane', 'bicycle_walk'),
  'move.plate': lines,
  'move.seat': lines,
  'move.departAt': days,
  'move.purpose': fc.constantFrom('other', 'transit'),
  'move.purposeNote': lines,
  'test.kind': fc.constantFrom('none', 'rt_pcr', ''),
  'check.temperature': fc.constantFrom('34', '43', '43,1', '36.6', '36,65', 'abc'),
  'check.idResult': fc.constantFrom('match', 'mismatch'),
  'check.mismatches': fc.subarray(['name', 'dob', 'sex', 'address', 'docNumber']),
};
const someKeys = fc.shuffledSubarray(Object.keys(answersByKey), { minLength: 1, maxLength: 3 });
/** One, two or three answers at a time, so that an odd one is not hidden behind another. */
const changes = fc
  .tuple(someKeys, fc.record(answersByKey))
  .map(([keys, answers]): FormInput =>
    Object.fromEntries(Object.entries(answers).filter(([key]) => keys.includes(key))),
  );

describe('keeping', () => {
  it('[PLACE-3] a ward that was typed and not picked is kept in these words, one that was picked by its code', () => {
    const typed = keep({ 'addr.staying': { detail: ' Số 9 ', ward: 'p. đống đa' } });
    expect(typed.declaration?.['addr.staying']).toEqual({
      unitSet: 'text',
      detail: 'Số 9, p. đống đa',
    });
    const alone = keep({ 'move.from': { detail: '', ward: 'Bắc Giang' } });
    expect(alone.declaration?.['move.from']).toEqual({ unitSet: 'text', detail: 'Bắc Giang' });
    const picked = { provinceCode: '01', wardCode: '00004', detail: 'Số 9' };
    expect(keep({ 'addr.staying': picked }).declaration?.['addr.staying']).toEqual({
      unitSet: '2025',
      ...picked,
    });
  });

  it('[FORM-7] a sheet is refused only for a reason that can be shown beside a field (seed 72)', () => {
    fc.assert(
      fc.property(changes, (change) => {
        const { declaration, reasons } = keep(change);
        expect(declaration === null).toBe(reasons.length > 0);
      }),
      { seed: 72, numRuns: 3_000 },
    );
  });

  it('[FORM-5] an address that mail does not know is refused where it is typed', () => {
    expect(keep({ email: 'a..b@x.vn' }).reasons).toEqual(['email/impossible']);
    expect(keep({ email: ' an.le@example.vn ' }).declaration?.email).toBe('an.le@example.vn');
  });

  it('[FORM-6] a box that was ticked and unticked asks for the telephone again', () => {
    expect(keep({ noPhone: 'no' }).declaration?.phone).toBe('+84912000001');
    expect(keep({ noPhone: 'no', phone: '' }).reasons).toEqual(['phone']);
  });

  it('[FORM-6] the ward is enough for a trip, a home needs house and street', () => {
    const ward = { provinceCode: '01', wardCode: '00004', detail: '' };
    const tied = { unitSet: '2025', ...ward };
    expect(keep({ 'move.from': ward }).declaration?.['move.from']).toEqual(tied);
    expect(keep({ 'addr.staying': ward }).reasons).toEqual(['address/detail-missing']);
    expect(keep({ 'move.from': { detail: ' ' } }).reasons).toEqual(['move.from']);
  });

  it('[FORM-6] the number of a birth certificate keeps its year', () => {
    const kept = keep({ docType: 'BIRTH_CERT', docNumber: '45/2015' });
    expect(kept.declaration?.docNumber).toBe('45-2015');
  });

  it('[FORM-6] control characters and line ends become spaces, unpaired surrogates a sign', () => {
    const kept = keep({ 'move.purpose': 'other', 'move.purposeNote': 'a\u0000b\r\n c\uD800' });
    expect(kept.declaration?.['move.purposeNote']).toBe('a b c\uFFFD');
    const reasons = keep({ 'move.purpose': 'other', 'move.purposeNote': '\u0000' }).reasons;
    expect(reasons).toEqual(['text/too-short']);
  });
});
