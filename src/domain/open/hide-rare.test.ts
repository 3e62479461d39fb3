import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideRare, type Traits } from './hide-rare.ts';

const one = (few: number) => fc.option(fc.integer({ min: 0, max: few }).map(String), { nil: null });
const traits: fc.Arbitrary<Traits> = fc.record({
  verdict: one(4),
  vehicle: one(3),
  channel: one(2),
  direction: one(2),
});

describe('crossings of one unit and hour that are told one by one', () => {
  it('[OPEN-1] always at least five are alike, none is lost among many, and few are not told', () => {
    fc.assert(
      fc.property(fc.array(traits, { maxLength: 120 }), (crossings) => {
        const told = hideRare(crossings);
        expect(told).toHaveLength(crossings.length < 5 ? 0 : crossings.length);
        for (const alike of Map.groupBy(told, (crossing) => JSON.stringify(crossing)).values()) {
          expect(alike.length).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[OPEN-1] nothing is told that was not so', () => {
    fc.assert(
      fc.property(fc.array(traits, { maxLength: 60 }), (crossings) => {
        for (const trait of ['verdict', 'vehicle', 'channel', 'direction'] as const) {
          const known = Map.groupBy(crossings, (crossing) => crossing[trait]);
          for (const [value, alike] of Map.groupBy(hideRare(crossings), (told) => told[trait])) {
            const most = value === null ? crossings.length : (known.get(value)?.length ?? 0);
            expect(alike.length).toBeLessThanOrEqual(most);
          }
        }
      }),
    );
  });
});
