import { randomFraction } from '#domain/core/random.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import { refusedDelayMs } from './backoff.ts';
import { certifyLogs } from './certify-log.ts';
import type { SyncPorts } from './ports.ts';
import { pullScope } from './pull-changes.ts';
import type { LogOwner } from './tablet-log.ts';

/**
 * How reading goes, apart from sending: a server that is busy refuses to be read first, and what waits
 * here must not wait for that [LIVE-5].
 */
export type Reading = {
  /** Monotonic milliseconds of the last complete reading; null: never. */
  readonly completedMonoMs: number | null;
  /** Refusals in a row, and until when the server asked to be left alone. */
  readonly refusals: number;
  readonly notBeforeMonoMs: number;
};

export const freshReading: Reading = { completedMonoMs: null, refusals: 0, notBeforeMonoMs: 0 };

/** Reads the feeds and compares the ledgers. @returns a failure only when there is no network */
export const readServer = async (
  ports: SyncPorts,
  { unitId }: LogOwner,
  before: Reading,
): Promise<Result<Reading, CallFailure>> => {
  const read = await readAll(ports, unitId);
  const nowMs = ports.clock.monoMs();
  if (read.ok) return ok({ ...freshReading, completedMonoMs: nowMs });
  if (read.error.kind === 'no-network') return fail(read.error);
  const refusals = before.refusals + 1;
  const fraction = randomFraction(ports.random);
  const delayMs = refusedDelayMs(refusals, read.error.retryAfterMs, fraction);
  return ok({ ...before, refusals, notBeforeMonoMs: nowMs + delayMs });
};

const readAll = async (ports: SyncPorts, unitId: string): Promise<Result<void, CallFailure>> => {
  for (const scope of ['reference', `unit:${unitId}`]) {
    const pulled = await pullScope(ports, scope);
    if (!pulled.ok) return pulled;
  }
  return certifyLogs(ports);
};
