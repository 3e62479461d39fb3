import { describe, expect, it } from 'vitest';
import { declaredToTraceTerms, matchCase, personToTraceTerms } from './match-case.ts';
import { infectiousWindow, tracedCaseSchema, type CasePerson } from './traced-case.ts';

const declared = {
  docNumber: '001190012345',
  fullName: 'Nguyễn Thị Đào',
  dob: '1990-05-17',
  phone: '+84912345678',
  'move.plate': '29A12345',
};

const cases: [what: string, who: CasePerson, is: 'self' | 'phone' | 'plate' | null][] = [
  ['the number, with spaces', { number: '001 190 012 345' }, 'self'],
  ['the telephone', { phone: '+84912345678' }, 'self'],
  ['name and birth date, without marks', { fullName: 'NGUYEN THI DAO', dob: '1990-05-17' }, 'self'],
  ['name and year of birth', { fullName: 'Nguyễn Thị Đào', dob: '1990' }, 'self'],
  ['another birth date', { fullName: 'Nguyễn Thị Đào', dob: '1990-05-18' }, null],
  ['another name', { fullName: 'Nguyễn Thị Dần', dob: '1990-05-17' }, null],
  [
    'a namesake with another number',
    { number: '001190099999', fullName: 'Nguyễn Thị Đào', dob: '1990-05-17' },
    null,
  ],
  [
    'who passed with a passport once',
    { number: 'B1234567', fullName: 'Nguyễn Thị Đào', dob: '1990-05-17' },
    'self',
  ],
  ['the plate alone: the vehicle is sought', { plate: '29A-123.45' }, 'self'],
  ['the plate of somebody else', { number: '001190099999', plate: '29A-123.45' }, 'plate'],
  ['the telephone of somebody else', { number: '001190099999', phone: '+84912345678' }, 'phone'],
  [
    'the telephone under another name',
    { fullName: 'Trần Văn Ba', dob: '1988', phone: '+84912345678' },
    'phone',
  ],
  [
    'the number goes before all that differs',
    { number: '001190012345', fullName: 'Trần Văn Ba', dob: '1988' },
    'self',
  ],
];

describe('by what a case is found', () => {
  it.each(cases)('[TRACE-1] %s', (_what, who, is) => {
    expect(matchCase(who, declared)?.is ?? null).toBe(is);
    if (is === null) return;
    const terms = declaredToTraceTerms(declared);
    expect(personToTraceTerms(who).some((term) => terms.includes(term))).toBe(true);
  });

  it('[TRACE-1] a name alone, a window of months or one that ends before it begins is no case', () => {
    const window = { fromMs: 0, throughMs: 86_400_000, minutes: 10 };
    const isCase = (what: object) => tracedCaseSchema.safeParse({ ...window, ...what }).success;
    expect(isCase({ who: { number: '001190012345' } })).toBe(true);
    expect(isCase({ who: { fullName: 'Nguyễn Thị Đào', dob: '1990' } })).toBe(true);
    expect(isCase({ who: { fullName: 'Nguyễn Thị Đào' } })).toBe(false);
    expect(isCase({ who: { plate: '29A12345' }, throughMs: 32 * 86_400_000 })).toBe(false);
    expect(isCase({ who: { plate: '29A12345' }, fromMs: 86_400_001 })).toBe(false);
  });

  it('[TRACE-1] a window reaches back three days before illness, and no further than is kept', () => {
    const nowMs = Date.parse('2021-07-25T12:00:00+07:00');
    const dayMs = 86_400_000;
    expect(infectiousWindow(nowMs - 2 * dayMs, nowMs).fromMs).toBe(nowMs - 5 * dayMs);
    expect(infectiousWindow(nowMs - 60 * dayMs, nowMs).fromMs).toBe(nowMs - 31 * dayMs);
  });
});
