import type { ServicePorts } from '../services/service-ports.ts';

/** All that was ever received is looked through at the start and every so often; else only what is new. */
const lookThroughEveryMs = 600_000;
const newMs = 120_000;

/** A work that notes what arrived, whether with its log or ahead of it. */
export const lookThrough = (
  { clock }: Pick<ServicePorts, 'clock'>,
  {
    note,
    afterAll,
  }: {
    /** @returns how many were noted */
    readonly note: (receivedSinceMs: number) => Promise<number>;
    /** Once all was looked through. */
    readonly afterAll?: () => Promise<void>;
  },
): (() => Promise<number>) => {
  let lookedThroughAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const isDue = performance.now() - lookedThroughAtMs >= lookThroughEveryMs;
    const noted = await note(isDue ? 0 : clock() - newMs);
    if (isDue && noted === 0) {
      await afterAll?.();
      lookedThroughAtMs = performance.now();
    }
    return noted;
  };
};
