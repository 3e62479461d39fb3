import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSheet } from '../../../tests/support/sample-sheet.ts';
import { crossingSchema } from './crossing.ts';
import { declarationSchema } from './declaration.ts';
import { inputToRecord, judgeForm } from './form-engine.ts';
import { shownFields } from './shown-fields.ts';
import type { FieldInput, FieldKey, FormInput } from './form.ts';
import { inputToInstant, instantToInput } from './instant-input.ts';
import { formFor, paperForm } from './paper-form.ts';

const nowMs = Date.parse('2026-11-22T09:00:00+07:00');
const context = { nowMs, channel: 'paper', noticeVersion: 'test' } as const;
const allKeys = paperForm.flatMap((section) => section.fields.map((field) => field.key));

const codesOf = (key: FieldKey, change: FormInput): string[] =>
  (
    judgeForm(paperForm, { ...sampleSheet(1), ...change }, { nowMs }).judgementsByField.get(key) ??
    []
  ).map(({ severity, code }) => `${severity} ${code}`);
const keep = (change: FormInput = {}) =>
  inputToRecord(paperForm, { ...sampleSheet(1), ...change }, context);

describe('the sheet', () => {
  it('[FORM-1] asks every field of the data dictionary that is not derived, once', () => {
    const derived = [
      'schemaVersion',
      'channel',
      'validUntil',
      'ack',
      'declarationId',
      'check.at',
      'codeHash',
      'signedId',
      'partyId',
      'ruleSet',
    ];
    const kept = [...Object.keys(declarationSchema.shape), ...Object.keys(crossingSchema.shape)];
    const asked = new Set<string>(allKeys);
    expect(kept.filter((key) => !asked.has(key) && !derived.includes(key))).toEqual([]);
    expect(allKeys.filter((key) => !kept.includes(key))).toEqual(['ack.how', 'noPhone']);
    expect(asked.size).toBe(allKeys.length);
  });

  it('[FORM-2] a field appears when another answer calls for it, and only then is it required', () => {
    const shown = (change: FormInput) =>
      shownFields(paperForm, { ...sampleSheet(1), ...change }).map(({ key }) => key);
    expect(shown({})).not.toContain('epi.symptoms');
    expect(shown({ 'epi.anySymptom': 'yes' })).toContain('epi.symptoms');
    expect(shown({ noPhone: 'yes' })).not.toContain('phone');
    expect(shown({ 'move.vehicleType': 'bicycle_walk' })).not.toContain('move.plate');
    const { missing } = judgeForm(
      paperForm,
      { ...sampleSheet(1), 'check.verdict': 'hold' },
      { nowMs },
    );
    expect(missing).toEqual(['check.reason']);
  });

  it('[FORM-2] only a sheet of paper has a serial', () => {
    const keys = formFor('cccd_qr').flatMap((section) => section.fields.map(({ key }) => key));
    expect(keys).not.toContain('paperSerial');
    expect(keys.length).toBe(allKeys.length - 1);
  });

  it('[FORM-3] an empty sheet lacks every health answer: none has a default', () => {
    const { missing } = judgeForm(paperForm, {}, { nowMs });
    expect(missing).toEqual(
      expect.arrayContaining([
        'epi.travelled14d',
        'epi.anySymptom',
        'epi.contactCase',
        'epi.contactArea',
        'epi.contactSymptomatic',
      ]),
    );
  });
});

describe('judgement', () => {
  it('[FORM-4] the number against birth date and sex warns and does not block', () => {
    expect(
      codesOf('docNumber', { docNumber: '001090000002', dob: '01/01/1991', sex: 'F' }),
    ).toEqual(['warn citizen-id/year-differs', 'warn citizen-id/sex-differs']);
    expect(keep({ docNumber: '001090000002', dob: '01/01/1991' }).ok).toBe(true);
  });

  it('[FORM-5] an impossible value blocks and says what is wrong', () => {
    expect(codesOf('docNumber', { docNumber: '00109000000' })).toEqual([
      'block citizen-id/too-short',
    ]);
    expect(codesOf('dob', { dob: '31/02/1990' })).toEqual(['block day/impossible']);
    expect(codesOf('dob', { dob: '01/01/1890' })).toEqual(['block birth/too-old']);
    expect(codesOf('dob', { dob: '23/11/2026' })).toEqual(['block day/future']);
    expect(codesOf('move.departAt', { 'move.departAt': '11/2026' })).toEqual([
      'block day/incomplete',
    ]);
    expect(codesOf('phone', { phone: '0123' })).toEqual(['block phone/impossible']);
    expect(codesOf('check.temperature', { 'check.temperature': '50' })).toEqual([
      'block number/out-of-range',
    ]);
    expect(codesOf('fullName', { fullName: 'A1' })).toEqual(['block name/letters']);
    expect(codesOf('fullName', { fullName: 'x'.repeat(1_000_000) })).toEqual([
      'block text/too-long',
    ]);
    expect(codesOf('declaredAt', { declaredAt: '22/11/2026 09:06' })).toEqual([
      'block instant/future',
    ]);
    expect(codesOf('declaredAt', { declaredAt: '31/02/2026 09:00' })).toEqual([
      'block instant/impossible',
    ]);
    expect(codesOf('sex', { sex: 'Q' })).toEqual(['block answer/not-in-list']);
  });

  it('[FORM-5] a doubtful value warns', () => {
    expect(codesOf('fullName', { fullName: 'Hương' })).toEqual(['warn name/one-word']);
    expect(codesOf('move.plate', { 'move.plate': 'QQ 999999' })).toEqual(['warn plate/unknown']);
    expect(codesOf('check.temperature', { 'check.temperature': '38,2' })).toEqual([
      'warn temperature/fever',
    ]);
    expect(codesOf('declaredAt', { declaredAt: '18/11/2026 09:00' })).toEqual([
      'warn declaration/expired',
    ]);
    expect(
      codesOf('addr.permanent', { 'addr.permanent': { detail: 'Nam Trực, Nam Định' } }),
    ).toEqual(['warn address/not-tied']);
    expect(codesOf('move.departAt', { 'move.departAt': '01/01/2026' })).toEqual([
      'warn departure/far',
    ]);
  });
});

describe('instants', () => {
  it('[FORM-8] are read as people write them, in the time of Vietnam', () => {
    const wallMs = Date.parse('2026-05-17T08:05:00+07:00');
    for (const text of [
      '17/05/2026 08:05',
      '8h05 17/5/2026',
      '17052026 08:05',
      '17-05-2026 8:05',
    ]) {
      expect(inputToInstant(text), text).toBe(wallMs);
    }
    expect(instantToInput(wallMs)).toBe('17/05/2026 08:05');
    for (const text of ['08:05', '17/05/2026', '17/05/2026 24:00', '31/02/2026 08:05', '']) {
      expect(inputToInstant(text), text).toBeNull();
    }
  });
});

describe('keeping', () => {
  it('[FORM-6] what is kept is normalised, and valid for 72 hours', () => {
    const kept = keep({
      fullName: 'Đỗ  Thị Mỹ '.normalize('NFD'),
      'move.plate': '29x1 - 123.45',
      'check.temperature': '36,6',
    });
    expect(kept).toMatchObject({
      ok: true,
      value: {
        declaration: {
          fullName: 'Đỗ Thị Mỹ',
          phone: '+84912000001',
          'move.plate': '29X112345',
          declaredAt: '2026-11-22T08:00:00+07:00',
          validUntil: '2026-11-25T08:00:00+07:00',
          'epi.anySymptom': false,
          ack: { how: 'signature', noticeVersion: 'test' },
        },
        crossing: {
          'check.temperature': 36.6,
          'check.verdict': 'pass',
          'check.at': '2026-11-22T09:00:00+07:00',
        },
      },
    });
  });

  it('[FORM-6] an answer that is no longer asked is not kept', () => {
    const kept = keep({ 'epi.symptoms': ['ho'], 'epi.anySymptom': 'no', noPhone: 'yes' });
    expect(kept.ok && kept.value.declaration).not.toHaveProperty('epi.symptoms');
    expect(kept.ok && kept.value.declaration).not.toHaveProperty('phone');
  });

  it('[FORM-7] no draft, however damaged, makes it throw; it is kept whole or refused with reasons (seed 58)', () => {
    const anyAnswer: fc.Arbitrary<FieldInput> = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('yes', 'no', '31/02/1990', '\uD800', '__proto__', '=1+1', '9'.repeat(400)),
      fc.array(fc.string(), { maxLength: 9 }),
      fc.record({ detail: fc.string({ unit: 'binary' }) }),
      fc.constant({ detail: 'x', provinceCode: 'zz', wardCode: '__proto__' }),
    );
    const change = fc.dictionary(fc.constantFrom(...allKeys), anyAnswer, { maxKeys: 12 });
    fc.assert(
      fc.property(change, (typed) => {
        const kept = keep(typed);
        if (kept.ok) return declarationSchema.safeParse(kept.value.declaration).success;
        return kept.error.missing.length + kept.error.judgementsByField.size > 0;
      }),
      { seed: 58, numRuns: 3_000 },
    );
  });
});
