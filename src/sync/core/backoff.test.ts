import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedDelayMs, unreachableDelayMs } from './backoff.ts';

const failures = fc.integer({ min: 1, max: 10_000 });
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backing off', () => {
  it('[SYNC-9] an unreachable server is tried again within 30 s, always (seed 9)', () => {
    fc.assert(
      fc.property(failures, fraction, (count, random) => {
        const delayMs = unreachableDelayMs(count, random);
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(30_000);
      }),
      { seed: 9 },
    );
  });

  it('[SYNC-9] a server that asks to wait is left alone that long, and never more than 5 min (seed 10)', () => {
    const asked = fc.option(fc.integer({ min: 0, max: 10_000_000 }));
    fc.assert(
      fc.property(failures, asked, fraction, (count, retryAfterMs, random) => {
        const delayMs = refusedDelayMs(count, retryAfterMs, random);
        expect(delayMs).toBeGreaterThanOrEqual(Math.min(retryAfterMs ?? 1_000, 300_000));
        expect(delayMs).toBeLessThanOrEqual(300_000);
      }),
      { seed: 10 },
    );
  });
});
