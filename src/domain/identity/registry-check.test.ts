import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agreementToAnswer,
  compareWithHeld,
  declarationToQuestion,
  isAlarming,
  type Agreement,
} from './registry-check.ts';

const held = { fullName: 'Nguyễn Thị Hương', dob: '1990-05-02', sex: 'F' } as const;

describe('what a registry’s answer means', () => {
  it.each([
    ['all of it', {}, { outcome: 'match' }],
    ['the name in capitals', { fullName: 'NGUYỄN  THỊ HƯƠNG' }, { outcome: 'match' }],
    ['only the year of birth', { dob: '1990' }, { outcome: 'match' }],
    ['no sex', { sex: 'X' }, { outcome: 'match' }],
    [
      'the name without its marks',
      { fullName: 'Nguyen Thi Huong' },
      { outcome: 'partial', differs: ['fullName'] },
    ],
    ['another day of birth', { dob: '1990-05-03' }, { outcome: 'partial', differs: ['dob'] }],
    ['another sex', { sex: 'M' }, { outcome: 'partial', differs: ['sex'] }],
    [
      'another name',
      { fullName: 'Trần Thị Hương' },
      { outcome: 'mismatch', differs: ['fullName'] },
    ],
    [
      'another day and another sex',
      { dob: '1991', sex: 'M' },
      { outcome: 'mismatch', differs: ['dob', 'sex'] },
    ],
  ] as const)('[CHECK-1] who states %s is told so', (_what, change, answer) => {
    expect(agreementToAnswer(compareWithHeld({ ...held, ...change }, held))).toEqual(answer);
  });

  it('[CHECK-1] exactly what differs is named, and a mismatch alone is alarming', () => {
    const agreements = fc.record<Agreement>({
      fullName: fc.constantFrom('exact', 'without-diacritics', 'different'),
      dob: fc.constantFrom('same', 'different'),
      sex: fc.constantFrom('same', 'different'),
    });
    fc.assert(
      fc.property(agreements, (agreement) => {
        const answer = agreementToAnswer(agreement);
        const agrees = (field: keyof Agreement) => ['exact', 'same'].includes(agreement[field]);
        const named = 'differs' in answer ? answer.differs : [];
        expect(named).toEqual((['fullName', 'dob', 'sex'] as const).filter((one) => !agrees(one)));
        expect(isAlarming(answer)).toBe(answer.outcome === 'mismatch');
        expect(agreement.fullName !== 'different' || answer.outcome === 'mismatch').toBe(true);
      }),
    );
  });

  it('[CHECK-1] only who shows a citizen number is asked about, with nothing else of the sheet', () => {
    const declared = { ...held, docType: 'CCCD', docNumber: '001190000001' } as const;
    expect(declarationToQuestion(declared)).toEqual({ ...held, number: '001190000001' });
    expect(declarationToQuestion({ ...declared, docType: 'PASSPORT' })).toBeNull();
    expect(declarationToQuestion({ ...declared, docNumber: '123' })).toBeNull();
    const { docNumber: _none, ...without } = declared;
    expect(declarationToQuestion(without)).toBeNull();
  });
});
