import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersonName, normaliseName } from './person-name.ts';
import { formatPhone, parsePhone } from './phone.ts';
import { compactPlate, formatPlate } from './plate.ts';

const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: length,
    maxLength: length,
  });
const mobile = fc
  .tuple(fc.constantFrom('032', '056', '070', '086', '087', '091', '098'), digits(7))
  .map((parts) => parts.join(''));
const plateSigns = fc.string({ unit: fc.constantFrom(...Array.from('0123456789ABĐđxz -.')) });

describe('normal forms', () => {
  it('[IDENT-4] a number stays the same however often it is kept and shown (seed 84)', () => {
    fc.assert(
      fc.property(mobile, (typed) => {
        const kept = parsePhone(typed);
        expect(kept).toBe(`+84${typed.slice(1)}`);
        expect(parsePhone(kept ?? '')).toBe(kept);
        expect(parsePhone(formatPhone(kept ?? ''))).toBe(kept);
      }),
      { seed: 84 },
    );
  });

  it('[IDENT-5] a plate stays the same however often it is kept and shown (seed 29)', () => {
    fc.assert(
      fc.property(plateSigns, (typed) => {
        const kept = compactPlate(typed);
        expect(compactPlate(kept)).toBe(kept);
        expect(compactPlate(formatPlate(kept))).toBe(kept);
      }),
      { seed: 29, numRuns: 1_000 },
    );
  });

  it('[IDENT-5] a series of two letters keeps its five digits together', () => {
    expect(formatPlate('29LD12345')).toBe('29LD-123.45');
    expect(formatPlate('29AB12345')).toBe('29AB-123.45');
    expect(formatPlate('29MĐ112345')).toBe('29MĐ1-123.45');
  });

  it('[IDENT-6] a name is letters and what joins them, and is normalised only once (seed 6)', () => {
    const names = ["Y Ngông Niê K'Đăm", 'Nguyễn Phước Bảo-Ân', 'Lê T. Hoa'];
    const others = ['Lê Văn 4', '--', '', 'a@b', '=1+1', '<b>'];
    expect([...names, ...others].filter(isPersonName)).toEqual(names);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const name = normaliseName(typed);
        expect(normaliseName(name)).toBe(name);
      }),
      { seed: 6 },
    );
  });
});
