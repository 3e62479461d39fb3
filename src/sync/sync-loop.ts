import { randomFraction } from '#domain/core/random.ts';
import type { ChotDatabase } from '../store/database.ts';
import { watchUnsent } from '../store/watch-unsent.ts';
import { adoptLogs } from './core/adopt-logs.ts';
import { refusedDelayMs, unreachableDelayMs } from './core/backoff.ts';
import type { SyncPorts, Transport } from './core/ports.ts';
import type { PushFailure } from './core/push-log.ts';
import {
  askedNow,
  freshMemory,
  pushFailureCode,
  syncRound,
  type RoundMemory,
  type RoundOutcome,
} from './core/sync-round.ts';
import type { LogOwner } from './core/tablet-log.ts';
import { createDexieSyncStore } from './dexie-sync-store.ts';
import type { Locks } from './ports.ts';
import { createSyncStatusBoard, type SyncStatus } from './sync-status.ts';
import { watchPage } from './watch-page.ts';

/** However little happens, the database is looked at this often. */
const lookMs = 15_000;
const lockName = 'chot-sync';

/** `asked`: a person wants it now, or the tablet was just enrolled. */
type WakeReason = 'saved' | 'online' | 'visible' | 'timer' | 'asked';

/** Runs something once after a while. @returns cancel */
type Schedule = (delayMs: number, run: () => void) => () => void;

export type SyncLoop = {
  readonly stop: () => void;
  readonly wake: (reason: WakeReason) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly status: () => SyncStatus;
  /** After enrolling anew: what was delivered to a server that is gone is unsent again, at once. */
  readonly adopt: (owner: LogOwner) => Promise<void>;
};

type SyncLoopOptions = {
  readonly tablet: Omit<SyncPorts, 'transport' | 'store'> & { readonly db: ChotDatabase };
  readonly transport: Transport;
  /** One sender per browser profile; null where there are no locks. */
  readonly locks: Locks | null;
  readonly schedule?: Schedule;
  /** Told of faults of this program, which end a round but not the loop. */
  readonly reportBug?: (error: unknown) => void;
};

type LoopState = {
  memory: RoundMemory;
  /** Failed rounds in a row. */
  failures: number;
  notBeforeMonoMs: number;
  /** The server asked for the wait, so nothing shortens it. */
  toldToWait: boolean;
  stopped: boolean;
  running: boolean;
  /** Woken while running. */
  again: boolean;
  helloAsked: boolean;
  cancelNext: () => void;
};

const scheduleOnTimer: Schedule = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

/** Keeps delivering for as long as the page lives. Events only hasten what the timer would do anyway. */
export const startSyncLoop = (options: SyncLoopOptions): SyncLoop => {
  const { tablet, transport, locks, schedule = scheduleOnTimer, reportBug } = options;
  const { db, clock, random, app } = tablet;
  const store = createDexieSyncStore(db);
  const ports: SyncPorts = { store, transport, clock, random, app };
  const board = createSyncStatusBoard();
  const now = () => clock.monoMs();
  const state: LoopState = {
    memory: freshMemory,
    failures: 0,
    notBeforeMonoMs: 0,
    toldToWait: false,
    stopped: false,
    running: false,
    again: false,
    helloAsked: false,
    cancelNext: () => undefined,
  };

  const waitUntil = (delayMs: number, told: boolean) => {
    state.notBeforeMonoMs = now() + delayMs;
    state.toldToWait = told;
  };

  const settleFailure = (failure: PushFailure) => {
    state.failures += 1;
    const fraction = randomFraction(random);
    const code = pushFailureCode(failure);
    if (failure.kind === 'no-network') {
      waitUntil(unreachableDelayMs(state.failures, fraction), false);
      return board.write({ phase: 'unreachable', code });
    }
    const retryAfterMs = failure.kind === 'refused' ? failure.retryAfterMs : null;
    waitUntil(refusedDelayMs(state.failures, retryAfterMs, fraction), true);
    board.write({ phase: 'refused', code });
  };

  const settle = (outcome: RoundOutcome) => {
    if (outcome.kind === 'rested') return;
    if (outcome.kind === 'failed') return settleFailure(outcome.failure);
    state.failures = 0;
    waitUntil(outcome.resumeAfterMs ?? 0, outcome.resumeAfterMs !== null);
    state.again ||= outcome.resumeAfterMs === 0;
    board.write({ phase: 'idle', code: null });
  };

  const attempt = async () => {
    if (state.helloAsked) state.memory = askedNow(state.memory);
    state.helloAsked = false;
    const round = await syncRound(ports, state.memory, () =>
      board.write({ phase: 'sending', lastAttemptAtMs: clock.wallMs() }),
    );
    state.memory = round.memory;
    settle(round.outcome);
  };

  /** Skipped while another page of this profile holds the lock: it sends the same queue. */
  const attemptAlone = () =>
    locks === null
      ? attempt()
      : locks.request(lockName, { ifAvailable: true }, async (lock) => {
          if (lock !== null) await attempt();
        });

  const planNext = () => {
    state.cancelNext();
    if (state.stopped) return;
    const waitMs = state.notBeforeMonoMs - now();
    state.cancelNext = schedule(waitMs > 0 ? waitMs : lookMs, () => wake('timer'));
  };

  const attemptSafely = async () => {
    try {
      await attemptAlone();
    } catch (error) {
      state.failures += 1;
      waitUntil(unreachableDelayMs(state.failures, randomFraction(random)), false);
      board.write({ phase: 'failed', code: 'sync/failed' });
      reportBug?.(error);
    }
  };

  const run = async () => {
    state.running = true;
    do {
      state.again = false;
      await attemptSafely();
    } while (state.again && !state.stopped && now() >= state.notBeforeMonoMs);
    state.running = false;
    planNext();
  };

  const wake = (reason: WakeReason) => {
    if (state.stopped) return;
    state.helloAsked ||= reason === 'asked';
    if (state.running) {
      state.again = true;
      return;
    }
    const isSign = reason === 'online' || reason === 'visible';
    const mayHasten = reason === 'asked' || (isSign && !state.toldToWait);
    if (now() < state.notBeforeMonoMs && !mayHasten) return planNext();
    void run();
  };

  const stopWatching = [watchUnsent(db, () => wake('saved')), watchPage((reason) => wake(reason))];
  wake('asked');
  return {
    wake,
    adopt: (owner) => adoptLogs(ports, owner),
    status: board.read,
    subscribe: board.subscribe,
    stop: () => {
      state.stopped = true;
      state.cancelNext();
      for (const stopOne of stopWatching) stopOne();
    },
  };
};
