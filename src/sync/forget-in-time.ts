import type { Clock } from '#domain/core/clock.ts';
import type { ChotDatabase } from '../store/database.ts';
import { forgetRecords } from '../store/forget-records.ts';
import { scheduleOnTimer, type Schedule } from './watched-work.ts';

/** Not at once: a start has better things to do. */
const firstMs = 60_000;
const everyMs = 3_600_000;

type ForgettingOptions = {
  readonly db: ChotDatabase;
  readonly clock: Clock;
  readonly schedule?: Schedule;
  readonly reportBug?: (error: unknown) => void;
};

/** Once an hour the tablet forgets what it no longer needs [RETAIN-1]. @returns stop */
export const forgetInTime = (options: ForgettingOptions): (() => void) => {
  const { db, clock, schedule = scheduleOnTimer, reportBug } = options;
  let isStopped = false;
  let cancel: () => void = () => undefined;
  const plan = (delayMs: number) => {
    cancel = schedule(delayMs, () => void forget());
  };
  const forget = async () => {
    await forgetRecords(db, clock.wallMs()).catch((error: unknown) => reportBug?.(error));
    if (!isStopped) plan(everyMs);
  };
  plan(firstMs);
  return () => {
    isStopped = true;
    cancel();
  };
};
