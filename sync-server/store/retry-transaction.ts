import { setTimeout as sleep } from 'node:timers/promises';

/** serialization_failure, deadlock_detected (PostgreSQL, appendix A): nothing was kept, the same may work now. */
const conflictCodes: readonly unknown[] = ['40001', '40P01'];

const attempts = 8;

export const isConflict = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && conflictCodes.includes(error.code);

/**
 * Runs a whole transaction again when the database gave it up for another one's sake. The pauses are
 * random and grow, so that those who collided do not meet again; after the last try the error stands.
 */
export const retryTransaction = async <Value>(
  random: (size: number) => Uint8Array,
  transaction: () => Promise<Value>,
): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      const share = (random(1)[0] ?? 0) / 256;
      await sleep(share * 2 ** attempt);
    }
  }
};
