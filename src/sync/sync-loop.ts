import type { ChotDatabase } from '../store/database.ts';
import { watchUnsent } from '../store/watch-logs.ts';
import { adoptLogs } from './core/adopt-logs.ts';
import type { SyncPorts, Transport } from './core/ports.ts';
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
import { createLoopPacing } from './loop-pacing.ts';
import { noticedTransport } from './noticed-transport.ts';
import type { Locks } from './ports.ts';
import { createQueueSight } from './queue-sight.ts';
import { createSoleSender } from './sole-sender.ts';
import { createSyncStatusBoard, type SyncStatus } from './sync-status.ts';
import { scheduleOnTimer, watchedWork, WorkGivenUp, type Schedule } from './watched-work.ts';
import { watchPage } from './watch-page.ts';

/** However little happens, the database is looked at this often. */
const lookMs = 15_000;
const alarmEveryMs = 300_000;
/** A round that neither asks nor hears anything for so long is given up; one call ends within 30 s. */
const standstillMs = 90_000;

/** `asked`: a person wants it now, or the tablet was just enrolled. */
type WakeReason = 'saved' | 'online' | 'visible' | 'timer' | 'asked';

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
  readonly watchdog?: Schedule;
  /** Asks the browser to wake the service worker when there is a network; something waits. */
  readonly setAlarm?: () => void;
  /** Told of faults of this program, which end a round but not the loop. */
  readonly reportBug?: (error: unknown) => void;
};

type LoopState = {
  memory: RoundMemory;
  /** Counts attempts, so that one that was given up settles nothing when it ends after all. */
  attempt: number;
  stopped: boolean;
  running: boolean;
  /** Woken while running. */
  again: boolean;
  helloAsked: boolean;
  alarmMonoMs: number;
  cancelNext: () => void;
};

/** Keeps delivering for as long as the page lives. Events only hasten what the timer would do anyway. */
export const startSyncLoop = (options: SyncLoopOptions): SyncLoop => {
  const { tablet, transport, locks, setAlarm, reportBug } = options;
  const { schedule = scheduleOnTimer, watchdog = scheduleOnTimer } = options;
  const { db, clock, random, app, readState } = tablet;
  const store = createDexieSyncStore(db);
  const told = readState === undefined ? {} : { readState };
  const ports: SyncPorts = { store, transport, clock, random, app, ...told };
  const sender = createSoleSender({ db, clock, random, transport, locks });
  const pacing = createLoopPacing(clock, random);
  const sight = createQueueSight(db, clock);
  const board = createSyncStatusBoard();
  const state: LoopState = {
    memory: freshMemory,
    attempt: 0,
    stopped: false,
    running: false,
    again: false,
    helloAsked: false,
    alarmMonoMs: Number.NEGATIVE_INFINITY,
    cancelNext: () => undefined,
  };

  const settle = (outcome: RoundOutcome) => {
    if (outcome.kind === 'rested') return;
    if (outcome.kind === 'failed') {
      const { failure } = outcome;
      pacing.failed(failure);
      const phase = failure.kind === 'no-network' ? 'unreachable' : 'refused';
      return board.write({ phase, code: pushFailureCode(failure) });
    }
    const resumeAfterMs = outcome.kind === 'done' ? outcome.resumeAfterMs : null;
    pacing.succeeded(resumeAfterMs);
    state.again ||= resumeAfterMs === 0;
    board.write({ phase: 'idle', code: null });
  };

  const attempt = async (line: Transport) => {
    const mine = (state.attempt += 1);
    const isCurrent = () => state.attempt === mine && !state.stopped;
    const memory = state.helloAsked ? askedNow(state.memory) : state.memory;
    state.helloAsked = false;
    const round = await syncRound({ ...ports, transport: line }, memory, () => {
      if (!isCurrent()) return;
      sight.noteAttempt();
      board.write({ phase: 'sending', lastAttemptAtMs: clock.wallMs() });
    });
    if (!isCurrent()) return;
    state.memory = round.memory;
    settle(round.outcome);
  };

  const attemptSafely = async () => {
    try {
      // Given up inside as well, so that the lock is not held for ever.
      await watchedWork(standstillMs, watchdog, (progress) =>
        sender.run((line) =>
          watchedWork(standstillMs, watchdog, (inside) =>
            attempt(
              noticedTransport(line, () => {
                progress();
                inside();
              }),
            ),
          ),
        ),
      );
    } catch (error) {
      pacing.failed({ kind: 'no-network' });
      const code = error instanceof WorkGivenUp ? 'sync/given-up' : 'sync/failed';
      board.write({ phase: 'failed', code });
      reportBug?.(error);
    }
    state.attempt += 1;
  };

  /** Each ring is an attempt of the service worker, apart from this page's own. */
  const ringLater = () => {
    if (clock.monoMs() - state.alarmMonoMs < alarmEveryMs) return;
    state.alarmMonoMs = clock.monoMs();
    setAlarm?.();
  };

  const lookAtQueue = async () => {
    const { phase } = board.read();
    const reached = phase === 'idle' || phase === 'refused';
    const { stuck, waits } = await sight.look({ reached, mayTry: !pacing.isToldToWait() });
    if (stuck !== board.read().stuck) board.write({ stuck });
    if (waits) ringLater();
  };

  const planNext = () => {
    state.cancelNext();
    if (state.stopped) return;
    state.cancelNext = schedule(pacing.waitMs() || lookMs, () => wake('timer'));
  };

  const run = async () => {
    state.running = true;
    do {
      state.again = false;
      await attemptSafely();
    } while (state.again && !state.stopped && (state.helloAsked || pacing.waitMs() === 0));
    await watchedWork(standstillMs, watchdog, lookAtQueue).catch((error: unknown) =>
      reportBug?.(error),
    );
    state.running = false;
    planNext();
  };

  const wake = (reason: WakeReason) => {
    if (state.stopped) return;
    const isSign = reason === 'online' || reason === 'visible';
    const mayHasten = reason === 'asked' || (isSign && !pacing.isToldToWait());
    state.helloAsked ||= mayHasten;
    if (state.running) {
      state.again = true;
      return;
    }
    if (pacing.waitMs() > 0 && !mayHasten) return planNext();
    void run();
  };

  /** Nobody may be here when the network returns. */
  const leave = () => {
    state.alarmMonoMs = Number.NEGATIVE_INFINITY;
    void lookAtQueue().catch((error: unknown) => reportBug?.(error));
  };

  const stopWatching = [watchUnsent(db, () => wake('saved')), watchPage(wake, leave)];
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
