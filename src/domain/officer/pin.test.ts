import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePin } from './pin.ts';

describe('a new PIN', () => {
  it.each([
    '111111',
    '123456',
    '654321',
    '012345',
    '890123',
    '121212',
    '123123',
    '112211',
    '000001',
  ])('[PIN-2] %s is guessed too easily', (pin) => {
    expect(judgePin(pin)).toBe('pin/weak');
  });

  it.each(['', '12345', '1234567890123', '12a456', '١٢٣٤٥٦'])('[PIN-2] %j is none', (pin) => {
    expect(judgePin(pin)).toBe('pin/short');
  });

  it('[PIN-2] whatever is repeated or runs through is refused, of any length', () => {
    const length = fc.integer({ min: 6, max: 12 });
    const group = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 3 });
    const repeated = fc
      .tuple(group, length)
      .map(([digits, size]) => digits.join('').repeat(size).slice(0, size));
    fc.assert(fc.property(repeated, (pin) => judgePin(pin) === 'pin/weak'));
  });

  it('[PIN-2] more than nine in ten of all PINs of six digits can be chosen', () => {
    const all = Array.from({ length: 1_000_000 }, (_, pin) => String(pin).padStart(6, '0'));
    const refused = all.filter((pin) => judgePin(pin) !== null).length;
    expect(refused).toBeGreaterThan(1_000);
    expect(refused).toBeLessThan(100_000);
  });
});
