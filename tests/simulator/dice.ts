import { randomFraction, type Random } from '#domain/core/random.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** Chance that a seed repeats. */
export type Dice = {
  readonly bytes: Random;
  /** Whether something of this probability happens now. */
  readonly happens: (probability: number) => boolean;
  /** A whole number from 0 up to, not including, `below`. */
  readonly below: (below: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly shuffled: <Value>(values: readonly Value[]) => Value[];
};

export const createDice = (seed: number): Dice => {
  const bytes = seededRandom(seed);
  const below = (limit: number) => Math.floor(randomFraction(bytes) * limit);
  return {
    bytes,
    below,
    happens: (probability) => randomFraction(bytes) < probability,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError('nothing to pick from');
      return value;
    },
    shuffled: (values) =>
      values
        .map((value) => ({ value, order: randomFraction(bytes) }))
        .toSorted((left, right) => left.order - right.order)
        .map(({ value }) => value),
  };
};
