import type { Clock } from '#domain/core/clock.ts';
import type { Random } from '#domain/core/random.ts';
import type { Tripwire } from '../platform/tripwire.ts';
import type { EntrySealer } from '../vault/entry-sealer.ts';
import type { PinPatience } from '../vault/pin-patience.ts';
import type { ChotDatabase } from '../store/database.ts';

/** What every action stands on. */
export type Tablet = {
  readonly db: ChotDatabase;
  readonly clock: Clock;
  readonly random: Random;
  /** Version of this build, written into every entry. */
  readonly app: string;
  /** Remembers in a second place what the database holds. */
  readonly tripwire: Tripwire;
  /** Hides an entry from everybody but the server. */
  readonly sealEntry: EntrySealer;
  readonly patience: PinPatience;
};
