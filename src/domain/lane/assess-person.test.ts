import { describe, expect, it } from 'vitest';
import { sampleSheet } from '../../../tests/support/sample-sheet.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { IdentityAnswer } from '../identity/registry-check.ts';
import { inputToRecord } from '../declaration/form-engine.ts';
import { paperForm } from '../declaration/paper-form.ts';
import { assessPerson, type LaneFacts } from './assess-person.ts';
import { defaultRules } from '../verdict/default-rules.ts';
import { questionAbout } from './question-about.ts';
import { peopleInHand, type HeldPerson } from './people-in-hand.ts';

const nowMs = Date.parse('2026-11-22T09:00:00+07:00');
const context = { nowMs, channel: 'paper', noticeVersion: 'test' } as const;
const kept = inputToRecord(paperForm, sampleSheet(1), context);
if (!kept.ok) throw new Error('the sample sheet is not complete');
const declared: Declaration = {
  ...kept.value.declaration,
  fullName: 'Nguyễn Thị Hương',
  docNumber: '036190012345',
  dob: '1990-05-17',
  'move.direction': 'in',
};
const known = (change: Partial<Declaration> = {}) => ({
  recordId: '646eb78b-3eb1-719b-862f-c3a66701b062',
  wallMs: nowMs - 3_600_000,
  declaration: { ...declared, ...change },
});

const card = '036190012345||Nguyễn Thị Hương|17051990|Nữ|Nam Cường, Nam Định|10082021';
const personOf = (...texts: string[]): HeldPerson => {
  const [person] = peopleInHand(texts);
  if (!person) throw new Error('nobody');
  return person;
};
const facts = (change: Partial<LaneFacts> = {}): LaneFacts => ({
  former: known(),
  sameCode: null,
  news: [],
  uses: [],
  direction: 'in',
  temperature: 36.6,
  ruleSet: defaultRules,
  nowMs: nowMs,
  ...change,
});

describe('a person in the lane', () => {
  it('[LANE-1] whose declaration still holds is proposed to pass, and fits when nothing speaks against it', () => {
    const assessed = assessPerson(personOf(card), facts());
    expect(assessed).toMatchObject({
      declaration: declared,
      check: { 'check.idMethod': 'cccd_qr', 'check.idResult': 'match' },
      proposal: { verdict: 'pass' },
      fits: true,
    });
    expect(assessed.notes).toEqual(['lane/unsigned']);
  });

  it('[CHECK-9] what the registry says of who stands here counts more than a card, and silence changes nothing', () => {
    const alone = assessPerson(personOf(card), facts());
    for (const registry of ['waiting', { outcome: 'unavailable' }] as const) {
      const waiting = assessPerson(personOf(card), facts({ registry }));
      expect(waiting).toMatchObject({ check: alone.check, proposal: alone.proposal, fits: true });
      expect(waiting.notes).toContain('lane/registry-waiting');
    }
    const odd = facts({ former: known({ sex: 'M' }), registry: 'waiting' });
    expect(assessPerson(personOf(card), odd).notes).toContain('lane/number-differs');
    const matches = assessPerson(personOf(card), facts({ registry: { outcome: 'match' } }));
    const byRegistry = { 'check.idMethod': 'national_db', 'check.idResult': 'match' };
    expect(matches).toMatchObject({ check: byRegistry, proposal: { verdict: 'pass' }, fits: true });
    const mismatch: IdentityAnswer = { outcome: 'mismatch', differs: ['fullName'] };
    for (const registry of [mismatch, { outcome: 'not-found' } satisfies IdentityAnswer]) {
      const other = assessPerson(personOf(card), facts({ registry }));
      expect(other).toMatchObject({ proposal: { verdict: 'hold' }, fits: false });
      expect(other.notes[0]).toBe(`lane/registry-${registry.outcome}`);
    }
    const differing = facts({
      former: known({ fullName: 'Trần An' }),
      registry: { outcome: 'match' },
    });
    expect(assessPerson(personOf(card), differing).proposal?.verdict).toBe('hold');
  });

  it('[CHECK-11] who declared is asked about as they declared, and others as their card says', () => {
    expect(questionAbout(personOf(card), declared)).toEqual({
      number: declared.docNumber,
      fullName: declared.fullName,
      dob: declared.dob,
      sex: declared.sex,
    });
    expect(questionAbout(personOf(card), null)).toEqual({
      number: '036190012345',
      fullName: 'Nguyễn Thị Hương',
      dob: '1990-05-17',
      sex: 'F',
    });
    expect(questionAbout(personOf('https://chot.example/'), null)).toBeNull();
  });

  it('[LANE-2] a fever, a cough, another name, a doubtful join and a code just used are each said and do not fit', () => {
    const fever = assessPerson(personOf(card), facts({ temperature: 38.2 }));
    expect(fever).toMatchObject({ proposal: { verdict: 'refer_health' }, fits: false });
    const cough = known({ 'epi.anySymptom': true, 'epi.symptoms': ['ho'] });
    expect(assessPerson(personOf(card), facts({ former: cough })).fits).toBe(false);
    const other = assessPerson(personOf(card), facts({ former: known({ fullName: 'Trần An' }) }));
    expect(other).toMatchObject({ proposal: { verdict: 'hold' }, fits: false });
    expect(other.notes).toContain('lane/name-differs');
    const app = '036190012345|TRAN VAN AN|1990-05-17|0|1629|<2<<0912345678';
    const doubtful = assessPerson(personOf(card, app), facts());
    expect(doubtful).toMatchObject({ fits: false });
    expect(doubtful.notes).toContain('lane/doubtful');
    const again = assessPerson(personOf(card), facts({ sameCode: known() }));
    expect(again).toMatchObject({ seenAgain: known(), fits: false });
    expect(again.notes[0]).toBe('lane/seen-again');
  });

  it('[LANE-3] nobody is kept by one tap on a declaration of another way, or on none', () => {
    const back = assessPerson(personOf(card), facts({ direction: 'out' }));
    expect(back).toMatchObject({ declaration: null, proposal: null, fits: false });
    expect(back.notes).toContain('lane/other-direction');
    const first = assessPerson(personOf(card), facts({ former: null }));
    expect(first).toMatchObject({ declaration: null, proposal: null, fits: false });
    expect(first.notes).toContain('lane/not-declared');
  });

  it('[LANE-4] of two spellings the one with its marks is shown', () => {
    const app = '036190012345|NGUYEN THI HUONG|1990-05-17|0|1629|<2<<0912345678';
    expect(assessPerson(personOf(app, card), facts()).subject?.name).toBe('Nguyễn Thị Hương');
  });
});
