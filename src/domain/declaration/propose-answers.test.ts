import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSheet } from '../../../tests/support/sample-sheet.ts';
import type { Declaration } from './declaration.ts';
import type { FormInput } from './form.ts';
import { inputToRecord } from './form-engine.ts';
import { paperForm } from './paper-form.ts';
import { mayOffer, proposeAnswers, sameVehicle } from './propose-answers.ts';
import { noUsualAnswers, usualOf } from './usual-answers.ts';

const nowMs = Date.parse('2026-11-22T09:00:00+07:00');
const keptOf = (index: number): Declaration => {
  const context = { nowMs, channel: 'paper', noticeVersion: '2026-1' } as const;
  const record = inputToRecord(paperForm, sampleSheet(index), context);
  if (!record.ok) throw new Error('the sample is no whole sheet');
  return record.value.declaration;
};
const none = {
  usual: noUsualAnswers,
  formerDeclaration: null,
  nextSerial: null,
  printedHome: null,
};
const healthKeys: readonly string[] = paperForm
  .flatMap(({ fields }) => fields)
  .filter(({ sensitivity }) => sensitivity === 'health')
  .map(({ key }) => key);

describe('proposed answers', () => {
  it('[DESK-1] over an address in words only the ward that they name is offered', () => {
    const typed = { detail: 'Xóm 3, xã Tân Lập, Đan Phượng' };
    const value = { provinceCode: '01', wardCode: '00004', detail: 'Xóm 3' };
    expect(mayOffer(typed, { value, source: 'printed' })).toBe(true);
    for (const source of ['same-sheet', 'former-declaration'] as const) {
      expect(mayOffer(typed, { value, source })).toBe(false);
      expect(mayOffer({ detail: '' }, { value, source })).toBe(true);
    }
  });

  it('[DESK-1] a citizen number proposes sex and year of birth, another number nothing', () => {
    const input = { docType: 'CCCD', docNumber: '0011 9500 0101' };
    expect([...proposeAnswers(paperForm, input, none)]).toEqual([
      ['docType', { value: 'CCCD', source: 'number' }],
      ['sex', { value: 'F', source: 'number' }],
      ['dob', { value: '1995', source: 'number' }],
    ]);
    expect(proposeAnswers(paperForm, { ...input, docType: 'PASSPORT' }, none).size).toBe(0);
  });

  it('[DESK-1] the home on the card in hand goes before the one the person declared before', () => {
    const formerDeclaration = keptOf(3);
    const printedHome = { provinceCode: '01', wardCode: '00004', detail: 'Số 9' };
    const proposals = proposeAnswers(paperForm, {}, { ...none, formerDeclaration, printedHome });
    expect(proposals.get('addr.permanent')).toEqual({ value: printedHome, source: 'printed' });
    expect(proposals.get('addr.staying')?.source).toBe('former-declaration');
  });

  it('[DESK-1] who lives where the card says is proposed to stay there, with the ward of today', () => {
    const printedHome = { provinceCode: '01', wardCode: '00004', detail: 'Số 9' };
    const input = { 'addr.permanent': { detail: 'Số 9, Láng Hạ, Đống Đa, Hà Nội' } };
    const proposals = proposeAnswers(paperForm, input, { ...none, printedHome });
    expect(proposals.get('addr.staying')).toEqual({ value: printedHome, source: 'same-sheet' });
  });

  it('[DESK-1] what the person said before goes before what the number says', () => {
    const formerDeclaration = keptOf(3);
    const input = { docType: 'CCCD', docNumber: formerDeclaration.docNumber ?? '' };
    const proposals = proposeAnswers(paperForm, input, {
      ...none,
      usual: usualOf(keptOf(4)),
      formerDeclaration,
    });
    const source = 'former-declaration';
    expect(proposals.get('dob')).toEqual({ value: '12/05/1953', source });
    expect(proposals.get('addr.staying')).toEqual({
      value: sampleSheet(3)['addr.staying'],
      source,
    });
    expect(proposals.get('docType')?.source).toBe('number');
  });

  it('[DESK-1] home is proposed as the stay, and the stay as the end of the journey that lies on its side', () => {
    const home = { provinceCode: '01', wardCode: '00004', detail: 'Số 5' };
    const at = (input: FormInput) => [...proposeAnswers(paperForm, input, none)];
    const same = { value: home, source: 'same-sheet' };
    expect(at({ 'addr.permanent': home })).toEqual([['addr.staying', same]]);
    const staying = { 'addr.staying': home };
    expect(at({ ...staying, 'move.direction': 'in' })).toEqual([['move.to', same]]);
    expect(at({ ...staying, 'move.direction': 'out' })).toEqual([['move.from', same]]);
    expect(at({ ...staying, 'move.direction': 'through' })).toEqual([]);
  });

  it('[DESK-2] no health answer is proposed or carried over, whoever was kept before (seed 61)', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (sheet, person) => {
        const former = keptOf(sheet);
        const before = { ...none, usual: usualOf(former), formerDeclaration: keptOf(person) };
        const proposed = [...proposeAnswers(paperForm, sampleSheet(person), before).keys()];
        const carried = Object.keys(sameVehicle(paperForm, former));
        expect([...proposed, ...carried].filter((key) => healthKeys.includes(key))).toEqual([]);
      }),
      { seed: 61, numRuns: 50 },
    );
  });

  it('[DESK-3] the next person in the same vehicle keeps the trip and nothing of the person', () => {
    const carried = sameVehicle(paperForm, keptOf(7));
    expect(Object.keys(carried).every((key) => key.startsWith('move.'))).toBe(true);
    const { 'move.plate': plate, 'move.to': to } = carried;
    expect({ plate, to }).toEqual({
      plate: sampleSheet(7)['move.plate'],
      to: sampleSheet(7)['move.to'],
    });
  });
});
