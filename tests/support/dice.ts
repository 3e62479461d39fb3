/** Repeatable chance, the same for a seed in every run. */
export type Dice = {
  /** From 0 on, below the bound, whole. */
  readonly upTo: (bound: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly oneOf: <One>(all: readonly One[]) => One;
  readonly weighed: <Name extends string>(weights: Readonly<Record<Name, number>>) => Name;
  readonly digits: (count: number) => string;
  readonly letters: (count: number) => string;
  readonly hex: (count: number) => string;
};

/** Mulberry32. */
export const dice = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (bound: number): number => Math.floor(next() * bound);
  const oneOf = <One>(all: readonly One[]): One => {
    const one = all[upTo(all.length)];
    if (one === undefined) throw new Error('There is nothing to choose from.');
    return one;
  };
  const some = (from: string) => (count: number) =>
    Array.from({ length: count }, () => oneOf(from.split(''))).join('');
  return {
    upTo,
    chance: (probability) => next() < probability,
    oneOf,
    weighed: (weights) => {
      const names = Object.entries<number>(weights);
      let left = next() * names.reduce((sum, [, weight]) => sum + weight, 0);
      const chosen = names.find(([, weight]) => (left -= weight) < 0) ?? names.at(-1);
      return chosen?.[0] as keyof typeof weights;
    },
    digits: some('0123456789'),
    letters: some('0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
    hex: some('0123456789abcdef'),
  };
};
