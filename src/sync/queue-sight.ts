import type { Clock } from '#domain/core/clock.ts';
import type { ChotDatabase } from '../store/database.ts';
import { readDelivery } from '../store/read-delivery.ts';
import { isStuck } from './core/is-stuck.ts';

/** Looks whether the queue moves, by the database alone and over the life of this page. */
export const createQueueSight = (db: ChotDatabase, clock: Clock) => {
  let acked = -1;
  let movedMonoMs = clock.monoMs();
  let triedMonoMs = clock.monoMs();
  return {
    noteAttempt: () => {
      triedMonoMs = clock.monoMs();
    },
    /** @param mayTry no wait that the server asked for is running */
    look: async (seen: { readonly reached: boolean; readonly mayTry: boolean }) => {
      const { oldestUnsentWallMs, ackedThrough } = await readDelivery(db);
      if (ackedThrough !== acked || oldestUnsentWallMs === null) movedMonoMs = clock.monoMs();
      if (!seen.mayTry || oldestUnsentWallMs === null) triedMonoMs = clock.monoMs();
      acked = ackedThrough;
      const stuck = isStuck({
        oldestUnsentWallMs,
        wallMs: clock.wallMs(),
        reached: seen.reached,
        stillMs: clock.monoMs() - movedMonoMs,
        untriedMs: clock.monoMs() - triedMonoMs,
      });
      return { stuck, waits: oldestUnsentWallMs !== null };
    },
  };
};
