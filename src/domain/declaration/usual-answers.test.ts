import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typicalDeclaration } from '../../../tests/support/sample-declaration.ts';
import { joinUsual, mostUsual, noUsualAnswers, usualOf } from './usual-answers.ts';

const vehicleTypes = ['motorbike', 'car', 'coach'] as const;
const sheets = (vehicles: readonly (typeof vehicleTypes)[number][]) =>
  vehicles.map((vehicle) => usualOf({ ...typicalDeclaration, 'move.vehicleType': vehicle }));
const vehicleOf = (usual: typeof noUsualAnswers) =>
  new Map(mostUsual(usual)).get('move.vehicleType');

describe('what is usual', () => {
  it('[DESK-1] is what most sheets said, of equally many what the later one said, and nothing before the first', () => {
    const after = (...vehicles: (typeof vehicleTypes)[number][]) =>
      vehicleOf(sheets(vehicles).reduce(joinUsual, noUsualAnswers));
    expect(after('motorbike', 'motorbike', 'coach')).toBe('motorbike');
    expect(after('motorbike', 'coach')).toBe('coach');
    expect(after('coach', 'motorbike', 'coach', 'motorbike')).toBe('motorbike');
    expect(mostUsual(noUsualAnswers)).toEqual([]);
  });

  it('[DESK-1] is the same however the sheets were read: one by one, or those before and those since (seed 23)', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...vehicleTypes)), fc.nat(), (vehicles, cut) => {
        const all = sheets(vehicles);
        const at = vehicles.length === 0 ? 0 : cut % vehicles.length;
        const [before, since] = [all.slice(0, at), all.slice(at)].map((part) =>
          part.reduce(joinUsual, noUsualAnswers),
        );
        expect(joinUsual(before ?? noUsualAnswers, since ?? noUsualAnswers)).toEqual(
          all.reduce(joinUsual, noUsualAnswers),
        );
      }),
      { seed: 23 },
    );
  });
});
