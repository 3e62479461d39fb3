import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenBuckets } from './token-buckets.ts';

describe('buckets of tokens', () => {
  it('[WALL-2] never give more than the burst and what filled since, and say truly how long to wait', () => {
    const steps = fc.array(fc.tuple(fc.nat(5_000), fc.integer({ min: 1, max: 4 })), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(steps, (all) => {
        const rule = { burst: 10, perSecond: 2 };
        const buckets = createTokenBuckets(rule, 4);
        let nowMs = 0;
        let taken = 0;
        for (const [laterMs, cost] of all) {
          nowMs += laterMs;
          const waitMs = buckets.take('one', cost, nowMs);
          nowMs += waitMs;
          const waitAgainMs = waitMs === 0 ? 0 : buckets.take('one', cost, nowMs);
          expect(waitAgainMs).toBe(0);
          taken += cost;
          expect(taken).toBeLessThanOrEqual(rule.burst + (nowMs / 1000) * rule.perSecond + 1e-6);
        }
      }),
    );
  });

  it('[WALL-2] keep so many keys and no more, and forget the one not touched for longest', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 0.001 }, 3);
    for (const key of ['a', 'b', 'c', 'a', 'd']) buckets.take(key, 1, 0);
    expect(buckets.size()).toBe(3);
    const emptied = ['a', 'd', 'c'].map((key) => buckets.take(key, 1, 0) > 0);
    expect(emptied).toEqual([true, true, true]);
    expect(buckets.take('b', 1, 0)).toBe(0);
  });

  it('[WALL-2] a clock that goes back takes nothing away and gives nothing', () => {
    const buckets = createTokenBuckets({ burst: 2, perSecond: 1 }, 3);
    expect(buckets.take('one', 2, 10_000)).toBe(0);
    expect(buckets.take('one', 1, 0)).toBe(1000);
    expect(buckets.take('one', 1, 1000)).toBe(0);
  });
});
