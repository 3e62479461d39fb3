import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/store/read-delivery.ts';
import type { Transport } from '../../src/sync/core/ports.ts';
import type { Locks } from '../../src/sync/ports.ts';
import { sendUntilRested } from '../../src/sync/send-until-rested.ts';
import { startSyncLoop, type SyncLoop } from '../../src/sync/sync-loop.ts';
import { createTimer, nextTurn, until } from '../support/loop-time.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createTestLocks } from '../support/test-locks.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;
let loops: SyncLoop[];

beforeEach(async () => {
  world = await createWorld(80);
  tablet = await world.addTablet();
  loops = [];
});
afterEach(async () => {
  for (const loop of loops) loop.stop();
  await world.close();
});

const startPage = (options: { locks?: Locks; transport?: Transport } = {}) => {
  const timer = createTimer();
  const watchdog = createTimer();
  const bugs: unknown[] = [];
  let alarms = 0;
  const { db, clock, random, app } = tablet;
  const loop = startSyncLoop({
    tablet: { db, clock, random, app },
    transport: options.transport ?? tablet.ports.transport,
    locks: options.locks ?? null,
    schedule: timer.schedule,
    watchdog: watchdog.schedule,
    setAlarm: () => {
      alarms += 1;
    },
    reportBug: (error) => bugs.push(error),
  });
  loops.push(loop);
  return { loop, timer, watchdog, bugs, alarms: () => alarms };
};

const isAllSent = async () => (await readDelivery(tablet.db)).unsentEntries === 0;
const pushes = () => tablet.network.delivered.filter(({ url }) => url.endsWith('/push')).length;
const someTurns = async () => {
  for (let turn = 0; turn < 300; turn += 1) await nextTurn();
};

/** The attempt of this minute is over, and the queue was looked at. */
const attemptIsOver = async ({ loop }: { loop: SyncLoop }) => {
  const isOver = () => {
    const { lastAttemptAtMs, phase } = loop.status();
    return lastAttemptAtMs === tablet.clock.wallMs() && phase !== 'sending';
  };
  await until(isOver);
  await someTurns();
};

/** A line on which calls hang until it thaws; whoever has the lock by then goes on over it. */
const hangingLine = (): { transport: Transport; thaw: () => void; hanging: () => number } => {
  const waiting: (() => void)[] = [];
  let isThawed = false;
  const { transport } = tablet.ports;
  return {
    transport: {
      ...transport,
      push: async (request) => {
        if (!isThawed) {
          await new Promise<void>((go) => {
            waiting.push(go);
          });
        }
        return transport.push(request);
      },
    },
    thaw: () => {
      isThawed = true;
      for (const go of waiting.splice(0)) go();
    },
    hanging: () => waiting.length,
  };
};

describe('one sender', () => {
  it('[LIVE-1] a page and the service worker never send at once, and either sends all', async () => {
    const locks = createTestLocks();
    await keepPerson(tablet);
    const line = hangingLine();
    const page = startPage({ locks, transport: line.transport });
    await until(() => line.hanging() === 1);
    const worker = { tablet: tablet.ports, transport: tablet.ports.transport, locks };
    const { db } = tablet;
    expect(await sendUntilRested({ ...worker, tablet: { ...tablet, db } })).toBe('elsewhere');
    expect(pushes()).toBe(0);
    line.thaw();
    await until(isAllSent);
    page.loop.stop();
    await until(() => line.hanging() === 0);
    await keepPerson(tablet);
    await until(
      async () => (await sendUntilRested({ ...worker, tablet: { ...tablet, db } })) === 'rested',
    );
    expect(await world.records()).toHaveLength(2);
  });

  it('[LIVE-1] the service worker leaves a server alone that asked for it', async () => {
    await keepPerson(tablet);
    const busy = Response.json(
      { problem: 'server/busy', retry: 'later', reference: 'r' },
      { status: 503, headers: { 'retry-after': '120' } },
    );
    tablet.network.plan('/push', busy);
    const { transport } = tablet.ports;
    expect(await sendUntilRested({ tablet, transport, locks: null })).toBe('waiting');
    expect(await sendUntilRested({ tablet, transport, locks: null })).toBe('waiting');
    expect(pushes()).toBe(0);
    tablet.advance(120_000);
    expect(await sendUntilRested({ tablet, transport, locks: null })).toBe('rested');
    expect(await world.records()).toHaveLength(1);
  });

  it('[LIVE-3] a page that froze with the lock in its hand is replaced after a minute, and thaws without harm', async () => {
    const locks = createTestLocks();
    await keepPerson(tablet);
    const line = hangingLine();
    const frozen = startPage({ locks, transport: line.transport });
    await until(() => line.hanging() === 1);
    const other = startPage({ locks });
    await until(() => other.timer.delayMs() !== null);
    expect(pushes()).toBe(0);

    tablet.advance(61_000);
    other.timer.goOff(tablet);
    await until(isAllSent);
    line.thaw();
    await until(() => frozen.timer.delayMs() !== null);
    await keepPerson(tablet);
    await until(isAllSent);
    expect(await world.records()).toHaveLength(2);
    expect([...frozen.bugs, ...other.bugs]).toEqual([]);
  });
});

describe('a queue that stands still', () => {
  it('[LIVE-2] a round that never ends is given up, and the next one delivers', async () => {
    await keepPerson(tablet);
    const line = hangingLine();
    const page = startPage({ locks: createTestLocks(), transport: line.transport });
    await until(() => line.hanging() === 1);
    page.watchdog.goOff(tablet);
    await until(() => page.loop.status().phase === 'failed' && page.timer.delayMs() !== null);
    expect(page.loop.status().code).toBe('sync/given-up');
    page.timer.goOff(tablet);
    await until(() => line.hanging() === 2);
    line.thaw();
    await until(isAllSent);
    await until(() => page.loop.status().phase === 'idle');
    expect(await world.records()).toHaveLength(1);
  });

  it('[LIVE-4] fifteen minutes in sight of the server is said, and no longer once it moves', async () => {
    const { transport } = tablet.ports;
    let isStubborn = true;
    const stubborn: Transport = {
      ...transport,
      push: async (request) =>
        isStubborn
          ? transport.push({ ...request, entries: [], queue: { ...request.queue, depth: 2 } })
          : transport.push(request),
    };
    await keepPerson(tablet);
    const page = startPage({ transport: stubborn });
    await until(() => page.timer.delayMs() !== null);
    expect(page.loop.status().stuck).toBe(false);
    const isStuckAfterMinutes = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        tablet.advance(60_000);
        page.loop.wake('asked');
        await attemptIsOver(page);
      }
      return page.loop.status().stuck;
    };
    expect(await isStuckAfterMinutes(11)).toBe(false);
    expect(await isStuckAfterMinutes(9)).toBe(true);
    isStubborn = false;
    page.loop.wake('asked');
    await until(isAllSent);
    await until(() => !page.loop.status().stuck);
  });

  it('[LIVE-4] a minute in which an attempt was due and nobody made one is said', async () => {
    const locks: Locks = {
      request: async (_name, options, work) => ('steal' in options ? undefined : work(null)),
    };
    await keepPerson(tablet);
    const page = startPage({ locks });
    await until(() => page.timer.delayMs() !== null);
    for (let look = 0; look < 5; look += 1) {
      page.timer.goOff(tablet);
      await until(() => page.timer.delayMs() !== null);
    }
    expect(page.loop.status().stuck).toBe(true);
  });

  it('[LIVE-6] the browser is asked to ring when something is left, not more than every five minutes', async () => {
    const page = startPage();
    await until(() => page.timer.delayMs() === 15_000);
    expect(page.alarms()).toBe(0);
    tablet.network.release('lose-request');
    await keepPerson(tablet);
    await until(() => page.alarms() === 1);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await until(() => page.timer.delayMs() !== null);
      page.timer.goOff(tablet);
      await someTurns();
    }
    expect(page.alarms()).toBe(1);
    tablet.advance(300_000);
    page.loop.wake('asked');
    await until(() => page.alarms() === 2);
  });
});
