import { describe, expect, it } from 'vitest';
import { closingWithWords, isHidden } from './closing-with-words.ts';
import { withoutWords, type ClosedShift } from './shift-closing.ts';

const signed: ClosedShift = {
  shiftId: 'hn-01/2021-07-14/2',
  records: 1,
  logs: [],
  exceptions: [{ about: 'papers', count: 1, words: 'Rơi xuống nước', names: ['CG-1'] }],
  verdicts: null,
  papers: null,
  proof: 'pin',
  signature: null,
  countersignature: null,
  officer: 'hn-01-ct1',
  wallMs: 1_626_000_000_000,
};
const told: ClosedShift = { ...signed, ...withoutWords(signed) };

describe('the words of a closing', () => {
  it('[CLOSE-9] are read where the shift was signed, and elsewhere in what the server states', () => {
    expect([isHidden(signed), isHidden(told)]).toEqual([false, true]);
    expect(closingWithWords(signed, [])).toBe(signed);
    expect(closingWithWords(signed, [{ ...signed }])).toBe(signed);
    expect(closingWithWords(told, [signed])).toBe(signed);
    expect(closingWithWords(null, [signed])).toBe(signed);
    // The first one that the server had stands, whatever was signed here.
    const other = { ...signed, officer: 'hn-01-ct2', wallMs: signed.wallMs - 1 };
    expect(closingWithWords(signed, [other, signed])).toBe(other);
    expect(closingWithWords(told, [])).toBe(told);
  });
});
