import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amendRecord } from '../../src/actions/amend-record.ts';
import { forgetRecords } from '../../src/store/forget-records.ts';
import { readSetting } from '../../src/store/settings.ts';
import { forgetInTime } from '../../src/sync/forget-in-time.ts';
import { keepPerson, morningMs } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

const hourMs = 3_600_000;

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(90);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

/** As if it had been kept so many hours before the server was last heard. */
const keepOld = async (hours: number): Promise<string> => {
  const { recordId } = await keepPerson(tablet);
  await tablet.db.records.update(recordId, { wallMs: morningMs - hours * hourMs });
  return recordId;
};
const hello = async () => {
  tablet.forget();
  await tablet.syncToEnd();
};
const held = async () => (await tablet.db.records.toCollection().primaryKeys()).toSorted();
const forget = () => forgetRecords(tablet.db, tablet.clock.wallMs());

describe('what a tablet forgets', () => {
  it('[RETAIN-1] is older than 72 hours and proven to be with the server, and its log stays', async () => {
    await keepOld(73);
    const young = await keepOld(71);
    await hello();
    const entries = await tablet.db.entries.count();
    expect(await forget()).toBe(1);
    expect(await held()).toEqual([young]);
    expect(await tablet.db.entries.count()).toBe(entries);
    expect(await readSetting(tablet.db, 'forgotten')).toEqual([
      { atMs: tablet.clock.wallMs(), count: 1 },
    ]);
    expect(await forget()).toBe(0);
  });

  it('[RETAIN-1] is never what was not delivered, not proven, or proven to a server that forgot', async () => {
    const old = await keepOld(100);
    expect(await forget()).toBe(0);
    await hello();
    const undelivered = await keepOld(100);
    const amended = await amendRecord(tablet, old, { crossing: { 'check.temperature': 36.6 } });
    expect(amended.ok).toBe(true);
    expect(await forget()).toBe(0);
    await world.restoreServer(0);
    tablet.network.plan('/reconcile', 'lose-request');
    tablet.forget();
    await tablet.sync();
    expect(await forget()).toBe(0);
    expect(await held()).toEqual([old, undelivered].toSorted());
    await hello();
    expect(await forget()).toBe(2);
    expect(await tablet.db.merges.count()).toBe(0);
  });

  it('[RETAIN-2] does not follow from a clock that jumps', async () => {
    const { recordId } = await keepPerson(tablet);
    await hello();
    tablet.advance(10 * 365 * 24 * hourMs);
    expect(await forget()).toBe(0);
    await hello();
    expect(await forget()).toBe(0);
    expect(await held()).toEqual([recordId]);
  });

  it('[RETAIN-1] goes by itself, once an hour, until it is stopped', async () => {
    const delays: number[] = [];
    let run: () => void = () => undefined;
    const planned = Promise.withResolvers<void>();
    await keepOld(73);
    await hello();
    const stop = forgetInTime({
      db: tablet.db,
      clock: tablet.clock,
      schedule: (delayMs, later) => {
        delays.push(delayMs);
        run = later;
        if (delays.length === 2) planned.resolve();
        return () => delays.push(0);
      },
    });
    run();
    await planned.promise;
    expect(await held()).toEqual([]);
    stop();
    expect(delays).toEqual([60_000, hourMs, 0]);
  });

  it('[RETAIN-3] an acknowledgement and a server put back still find the whole log', async () => {
    await keepOld(80);
    await keepOld(80);
    await hello();
    const before = await world.records();
    expect(await forget()).toBe(2);
    await world.restoreServer(0);
    await hello();
    await hello();
    expect(await world.records()).toEqual(before);
  });
});
