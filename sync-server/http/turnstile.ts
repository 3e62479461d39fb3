/** Lets so many through at a time, the others in the order they came. */
export type Turnstile = {
  readonly pass: <Value>(work: () => Promise<Value>) => Promise<Value>;
};

export const createTurnstile = (places: number): Turnstile => {
  const queue: (() => void)[] = [];
  let free = places;
  return {
    pass: async (work) => {
      if (free === 0) await new Promise<void>((resolve) => queue.push(resolve));
      else free -= 1;
      try {
        return await work();
      } finally {
        // A place goes from hand to hand, so that nobody overtakes.
        const next = queue.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
};
