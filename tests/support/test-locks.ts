import type { Locks } from '../../src/sync/ports.ts';

/** The browser's lock manager for one lock: who comes second gets nothing, and a thief gets it at once. */
export const createTestLocks = (): Locks => {
  let rob: (() => void) | null = null;
  const hold = async (work: (lock: unknown) => Promise<void>): Promise<void> => {
    let mine: () => void = () => undefined;
    const robbed = new Promise<never>((_, reject) => {
      mine = () => reject(new DOMException('stolen', 'AbortError'));
    });
    rob = mine;
    try {
      await Promise.race([work({}), robbed]);
    } finally {
      if (rob === mine) rob = null;
    }
  };
  return {
    request: async (_name, options, work) => {
      if ('steal' in options) {
        rob?.();
        return hold(work);
      }
      return rob === null ? hold(work) : work(null);
    },
  };
};
