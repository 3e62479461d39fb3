import { expect, it } from 'vitest';
import { readAmendment } from './read-amendment.ts';

const typed = { phone: '0912 345 678', temperature: '37,2', verdict: 'pass', reason: 'symptom' };

it('[MERGE-5] a correction is read as the sheet is: normalised, or refused at its field', () => {
  expect(readAmendment(typed)).toEqual({
    amendment: {
      declaration: { phone: '+84912345678' },
      crossing: { 'check.temperature': 37.2, 'check.verdict': 'pass', 'check.reason': null },
    },
  });
  expect(readAmendment({ ...typed, phone: '12' })).toMatchObject({ field: 'phone' });
  expect(readAmendment({ ...typed, temperature: '99' })).toMatchObject({
    field: 'check.temperature',
    fault: { code: 'number/out-of-range' },
  });
});

it('[MERGE-5] an empty box takes its answer away; who is stopped is told why', () => {
  expect(readAmendment({ ...typed, phone: ' ', temperature: '' })).toMatchObject({
    amendment: { declaration: { phone: null }, crossing: { 'check.temperature': null } },
  });
  const stopped = { ...typed, verdict: 'hold' };
  expect(readAmendment({ ...stopped, reason: '' })).toEqual({ field: 'check.reason', fault: null });
  expect(readAmendment(stopped)).toMatchObject({
    amendment: { crossing: { 'check.verdict': 'hold', 'check.reason': 'symptom' } },
  });
});
