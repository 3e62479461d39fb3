import { createTripwire, type Tripwire } from '../../src/platform/tripwire.ts';

/** The tablet's second memory, in a test's hand. */
export const createTestTripwire = (): Tripwire => {
  const kept = new Map<string, string>();
  return createTripwire({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  });
};
