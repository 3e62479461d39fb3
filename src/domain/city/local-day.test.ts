import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayAt, dayMs, dayStartMs, hourAt } from './local-day.ts';

it('[COMMAND-1] every instant lies in one day and one hour of Vietnam', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (atMs) => {
      const startMs = dayStartMs(dayAt(atMs));
      expect(atMs - startMs).toBeGreaterThanOrEqual(0);
      expect(atMs - startMs).toBeLessThan(dayMs);
      expect(hourAt(atMs)).toBe(Math.floor((atMs - startMs) / 3_600_000));
    }),
  );
});
