import type { Clock } from '#domain/core/clock.ts';
import type { Tripwire } from '../platform/tripwire.ts';
import { checkStorage } from '../store/check-storage.ts';
import type { ChotDatabase } from '../store/database.ts';
import { watchLogs } from '../store/watch-logs.ts';
import { scheduleOnTimer, type Schedule } from './watched-work.ts';

/** However little happens, the storage is looked at this often; a wiped database announces nothing. */
const lookMs = 20_000;

type GuardOptions = {
  readonly db: ChotDatabase;
  readonly clock: Clock;
  readonly tripwire: Tripwire;
  readonly schedule?: Schedule;
  readonly reportBug?: (error: unknown) => void;
};

/**
 * Keeps the tripwire taut: after every save and acknowledgement the marker follows the log, and when the log
 * falls behind the marker the loss is noted [TRIP-1]. @returns stop
 */
export const guardStorage = (options: GuardOptions): (() => void) => {
  const { db, clock, tripwire, schedule = scheduleOnTimer, reportBug } = options;
  let isStopped = false;
  let isLooking = false;
  /** Something changed, perhaps while the last look was under way. */
  let isAsked = false;
  let cancel: () => void = () => undefined;

  const look = async () => {
    const remembered = tripwire.read();
    const { lost, erased, marker } = await checkStorage(db, remembered, clock.wallMs());
    if (lost || erased) tripwire.write(null);
    else if (marker !== null && JSON.stringify(marker) !== JSON.stringify(remembered)) {
      tripwire.write(marker);
    }
  };
  const lookSafely = async () => {
    isAsked = true;
    if (isStopped || isLooking) return;
    isLooking = true;
    cancel();
    while (isAsked) {
      isAsked = false;
      // What fails here, the save that meets the same fault says to the officer.
      await look().catch((error: unknown) => reportBug?.(error));
    }
    isLooking = false;
    if (!isStopped) cancel = schedule(lookMs, () => void lookSafely());
  };

  const unwatch = watchLogs(db, () => void lookSafely());
  const onClose = () => void lookSafely();
  db.on('close', onClose);
  void lookSafely();
  return () => {
    isStopped = true;
    cancel();
    unwatch();
    db.on('close').unsubscribe(onClose);
  };
};
