import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layOut } from './map-projection.ts';

const position = fc.record({
  lat: fc.double({ min: 20.5, max: 21.5, noNaN: true }),
  lon: fc.double({ min: 105.2, max: 106.1, noNaN: true }),
});

it('[COMMAND-6] every position lies on the map, north above south and west before east', () => {
  fc.assert(
    fc.property(fc.array(position, { minLength: 1, maxLength: 30 }), (positions) => {
      const { height, places } = layOut(positions, 600, 40);
      for (const [index, { x, y }] of places.entries()) {
        expect(x).toBeGreaterThanOrEqual(39.9);
        expect(x).toBeLessThanOrEqual(560.1);
        expect(y).toBeGreaterThanOrEqual(39.9);
        expect(y).toBeLessThanOrEqual(height - 39.9);
        for (const [other, place] of places.entries()) {
          const [one, two] = [positions[index], positions[other]];
          if (!one || !two) continue;
          expect(Math.sign(one.lat - two.lat) * (y - place.y)).toBeLessThanOrEqual(1e-6);
          expect(Math.sign(one.lon - two.lon) * (x - place.x)).toBeGreaterThanOrEqual(-1e-6);
        }
      }
    }),
  );
});
