import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { knownCrossings } from '../../../tests/support/known-crossings.ts';
import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { countTouching } from './count-touching.ts';
import { layOutDesk, type DeskSource } from './lay-out-desk.ts';

const untouched = { amended: [], conflicts: [], voiding: null, overtaken: [], heads: [] };
const records: readonly DeskSource[] = knownCrossings(17, 300).sightings.map(
  ({ recordId, atMs, declaration, crossing }) => ({
    recordId,
    declarationId: recordId,
    atMs,
    by: { officer: '', wallMs: 0, device: null },
    declaration: { ...untouched, data: declaration as Declaration },
    crossing: { ...untouched, data: crossing as Crossing },
  }),
);

it('[STATE-2] every pair of the desk is told in each shift that it touches, and in no other (seed 8)', () => {
  const { pairs } = layOutDesk({ records, sayings: [], byOf: () => null, limit: Infinity });
  expect(pairs.length).toBeGreaterThan(10);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: records.length - 1 }), { maxLength: 150 }),
      (places) => {
        const mine = places.flatMap((place) => records[place] ?? []);
        const ids = new Set(mine.map(({ recordId }) => recordId));
        const others = records.filter(({ recordId }) => !ids.has(recordId));
        const touching = pairs.filter(({ recordIds }) => recordIds.some((id) => ids.has(id)));
        expect(countTouching(mine, others, []).duplicates).toBe(touching.length);
      },
    ),
    { seed: 8, numRuns: 60 },
  );
});
