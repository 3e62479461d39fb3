import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newestKeys } from './newest-keys.ts';

it('[LIST-1] the newest of any keys are those a full sort would give, each once (seed 50)', () => {
  const keys = fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 60 }), (all, limit) => {
      const sorted = [...new Set(all)].toSorted().toReversed().slice(0, limit);
      expect(newestKeys(all, limit)).toEqual(sorted);
    }),
    { seed: 50 },
  );
});
