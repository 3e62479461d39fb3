import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/ids.ts';
import type { ChotDatabase } from '../store/database.ts';

/** What every action stands on. */
export type Tablet = {
  readonly db: ChotDatabase;
  readonly clock: Clock;
  readonly random: Random;
  /** Version of this build, written into every entry. */
  readonly app: string;
};
