import type { ChotDatabase } from './database.ts';

/** A newer version of Chốt has the database: this one, which does not know its shape, must not write. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';

  constructor() {
    super('a newer version has taken the database over');
  }
}

/**
 * Runs work on the database, and fails at once when a newer version takes it over. Without this it would wait
 * for ever, as reading does on purpose: what stands on the screen then stays there.
 */
export const unlessNewer = <Value>(db: ChotDatabase, work: () => Promise<Value>): Promise<Value> =>
  Promise.race([db.takenOver, work()]);
