import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/store/read-delivery.ts';
import type { Transport } from '../../src/sync/core/ports.ts';
import type { Locks } from '../../src/sync/ports.ts';
import { startSyncLoop, type SyncLoop } from '../../src/sync/sync-loop.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createTimer, nextTurn, until } from '../support/loop-time.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;
let loops: SyncLoop[];

beforeEach(async () => {
  world = await createWorld(12);
  tablet = await world.addTablet();
  loops = [];
});
afterEach(async () => {
  for (const loop of loops) loop.stop();
  await world.close();
});

const start = (options: { locks?: Locks | null; transport?: Transport } = {}) => {
  const timer = createTimer();
  const bugs: unknown[] = [];
  const { db, clock, random, app } = tablet;
  const loop = startSyncLoop({
    tablet: { db, clock, random, app },
    transport: options.transport ?? tablet.ports.transport,
    locks: options.locks ?? null,
    schedule: timer.schedule,
    reportBug: (error) => bugs.push(error),
  });
  loops.push(loop);
  return { loop, timer, bugs };
};

const pushes = () => tablet.network.delivered.filter(({ url }) => url.endsWith('/push')).length;

const allSent = async () => (await readDelivery(tablet.db)).unsentEntries === 0;

describe('the sync loop', () => {
  it('[SYNC-13] sends what is kept without being told', async () => {
    const { timer } = start();
    await until(() => timer.delayMs() === 15_000);
    const { recordId } = await keepPerson(tablet);
    await until(allSent);
    expect(await world.records()).toEqual([recordId]);
  });

  it('[SYNC-13] after a failure tries again within 30 s by its timer alone, and then rests', async () => {
    tablet.network.release('lose-request');
    await keepPerson(tablet);
    const { loop, timer } = start();
    await until(() => loop.status().phase === 'unreachable' && timer.delayMs() !== null);
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect(timer.delayMs()).toBeLessThanOrEqual(30_000);
      const before = loop.status().lastAttemptAtMs ?? 0;
      timer.goOff(tablet);
      await until(() => (loop.status().lastAttemptAtMs ?? 0) >= before && timer.delayMs() !== null);
    }
    expect(loop.status()).toMatchObject({ phase: 'unreachable', code: 'server/unreachable' });

    tablet.network.release();
    timer.goOff(tablet);
    await until(allSent);
    await until(() => loop.status().phase === 'idle' && timer.delayMs() === 15_000);
    expect(await world.records()).toHaveLength(1);
  });

  it('[SYNC-13] waits as long as the server asks, unless a person wants it now', async () => {
    const busy = Response.json(
      { problem: 'server/busy', retry: 'later', reference: 'r' },
      { status: 503, headers: { 'retry-after': '120' } },
    );
    tablet.network.plan('/push', busy);
    await keepPerson(tablet);
    const { loop, timer } = start();
    await until(() => loop.status().phase === 'refused' && timer.delayMs() !== null);
    const asked = timer.delayMs() ?? 0;
    expect(asked).toBeGreaterThanOrEqual(120_000);
    expect(asked).toBeLessThanOrEqual(300_000);
    loop.wake('online');
    loop.wake('visible');
    for (let turn = 0; turn < 200; turn += 1) await nextTurn();
    expect(loop.status().phase).toBe('refused');
    expect(await world.records()).toEqual([]);
    loop.wake('asked');
    await until(allSent);
    expect(await world.records()).toHaveLength(1);
  });

  it('[SYNC-13] says hello every minute when nothing waits', async () => {
    const { timer } = start();
    await until(() => timer.delayMs() === 15_000);
    const before = pushes();
    for (let look = 0; look < 8; look += 1) {
      timer.goOff(tablet);
      await until(() => timer.delayMs() === 15_000);
    }
    expect(pushes() - before).toBe(2);
  });

  it('[SYNC-14] while another page holds the lock nothing is sent, and afterwards it goes on', async () => {
    let isFree = false;
    const locks: Locks = {
      request: async (_name, _options, work) => work(isFree ? {} : null),
    };
    await keepPerson(tablet);
    const { timer } = start({ locks });
    await until(() => timer.delayMs() !== null);
    expect(pushes()).toBe(0);
    isFree = true;
    timer.goOff(tablet);
    await until(allSent);
    expect(await world.records()).toHaveLength(1);
  });

  it('[SYNC-14] a fault in a round is reported and does not end the loop', async () => {
    const { transport } = tablet.ports;
    let isBroken = true;
    const { loop, timer, bugs } = start({
      transport: {
        ...transport,
        push: (request) => {
          if (isBroken) throw new Error('a bug');
          return transport.push(request);
        },
      },
    });
    await until(() => loop.status().phase === 'failed' && timer.delayMs() !== null);
    expect(bugs).toHaveLength(1);
    isBroken = false;
    timer.goOff(tablet);
    await until(() => loop.status().phase === 'idle');
  });

  it('[SYNC-14] before the tablet is enrolled the loop rests and makes no call', async () => {
    await tablet.db.device.clear();
    const before = tablet.network.delivered.length;
    const { timer } = start();
    await until(() => timer.delayMs() === 15_000);
    expect(tablet.network.delivered).toHaveLength(before);
  });
});
