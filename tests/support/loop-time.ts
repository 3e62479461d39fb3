/** A timer that only goes off when the test says so. */
export const createTimer = () => {
  let planned: { delayMs: number; run: () => void } | null = null;
  return {
    schedule: (delayMs: number, run: () => void) => {
      const mine = { delayMs, run };
      planned = mine;
      return () => {
        if (planned === mine) planned = null;
      };
    },
    delayMs: () => planned?.delayMs ?? null,
    goOff: (tablet: { readonly advance: (ms: number) => void }) => {
      const due = planned;
      planned = null;
      tablet.advance(due?.delayMs ?? 0);
      due?.run();
    },
  };
};

export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Waits for what happens by itself; signatures are checked on other threads and take real time. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 10_000; turn += 1) {
    if (await isSo()) return;
    await (turn < 1_000 ? nextTurn() : aMoment());
  }
  throw new Error('it never came true');
};

const aMoment = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
