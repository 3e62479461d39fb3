import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseProbes, narrowDifference, type DifferenceSpan } from './narrow-difference.ts';

/** Digests of a chain of so many entries that is another one from a position on. */
const chainFrom = (differsFrom: number, mark: string) => (position: number) => ({
  position,
  digest: position < differsFrom ? `same ${position}` : `${mark} ${position}`,
});

describe('where two chains part', () => {
  it('[CERT-3] is found exactly, in few rounds of at most 64 probes, whatever rows are lost (seed 64)', () => {
    const chain = fc
      .integer({ min: 1, max: 200_000 })
      .chain((length) =>
        fc.record({ length: fc.constant(length), first: fc.integer({ min: 1, max: length }) }),
      );
    fc.assert(
      fc.property(chain, ({ length, first }) => {
        const [own, theirs] = [chainFrom(first, 'own'), chainFrom(first, 'theirs')];
        let span: DifferenceSpan = { equalAt: 0, differsAt: length };
        let rounds = 0;
        for (let probes = chooseProbes(span); probes.length > 0; probes = chooseProbes(span)) {
          expect(probes.length).toBeLessThanOrEqual(64);
          span = narrowDifference(span, probes.map(own), probes.map(theirs));
          rounds += 1;
        }
        expect(span).toEqual({ equalAt: first - 1, differsAt: first });
        expect(rounds).toBeLessThanOrEqual(4);
      }),
      { seed: 64 },
    );
  });

  it('[CERT-3] is never taken for later than it is when rows are lost or the server holds less', () => {
    const span = { equalAt: 0, differsAt: 100 };
    const own = [10, 30, 70].map(chainFrom(40, 'own'));
    const theirs = [10, 20, 30].map(chainFrom(40, 'theirs'));
    expect(narrowDifference(span, own, theirs)).toEqual({ equalAt: 30, differsAt: 100 });
    expect(narrowDifference(span, own, [])).toEqual(span);
  });
});
