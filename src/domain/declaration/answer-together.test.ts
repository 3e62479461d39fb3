import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSheet } from '../../../tests/support/sample-sheet.ts';
import { answerOne, answerTogether } from './answer-together.ts';
import type { FormInput } from './form.ts';
import { inputToRecord } from './form-engine.ts';
import { healthQuestions, paperForm } from './paper-form.ts';

const context = {
  nowMs: Date.parse('2026-11-22T09:00:00+07:00'),
  channel: 'paper',
  noticeVersion: '2026-1',
} as const;
const keep = (input: FormInput) => {
  const kept = inputToRecord(paperForm, input, context);
  if (!kept.ok) throw new Error('the sheet is not whole');
  return kept.value;
};
const noHealth = (index: number): FormInput =>
  Object.fromEntries(Object.entries(sampleSheet(index)).filter(([key]) => !key.startsWith('epi.')));

describe('health questions answered together', () => {
  it('[DESK-5] are all "no", and the record says that it was one gesture', () => {
    const { declaration, crossing } = keep(answerTogether(noHealth(1)));
    expect(healthQuestions.map((key) => declaration[key])).toEqual(
      healthQuestions.map(() => false),
    );
    expect(crossing['check.noneAtOnce']).toBe(true);
  });

  it('[DESK-5] never overwrite a "yes", and one answered by itself takes the gesture back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...healthQuestions),
        fc.constantFrom('yes', 'no'),
        (key, answer) => {
          const asked = { ...noHealth(2), [key]: 'yes' };
          expect(answerTogether(asked)).toBe(asked);
          const changed = answerOne(answerTogether(noHealth(3)), key, answer);
          expect(changed['check.noneAtOnce']).toBeUndefined();
          expect(changed[key]).toBe(answer);
        },
      ),
    );
  });
});
