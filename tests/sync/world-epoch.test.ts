import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, worldUnit, type World, type WorldTablet } from '../support/world.ts';

let world: World;

const keep = async (by: WorldTablet, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await keepPerson(by)).recordId);
  return ids;
};

/** A minute later everybody has said hello twice, and everything has settled. */
const settle = async (tablets: readonly WorldTablet[]) => {
  for (const tablet of [...tablets, ...tablets]) {
    tablet.forget();
    await tablet.syncToEnd();
  }
};

describe('another history of the server', () => {
  beforeEach(async () => {
    world = await createWorld(30);
  });
  afterEach(() => world.close());

  it('[SYNC-15] what was delivered under a log that a fork left comes back too', async () => {
    const tablet = await world.addTablet();
    const before = await keep(tablet, 2);
    await tablet.syncToEnd();
    const clone = await world.cloneTablet(tablet);
    const own = await keep(tablet, 1);
    await tablet.syncToEnd();
    const cloned = await keep(clone, 2);
    await clone.syncToEnd();
    expect((await clone.db.logs.toArray()).map((log) => log.state)).toContain('forked');

    await world.restoreServer(0);
    await settle([clone]);
    expect(await world.records()).toEqual([...before, ...cloned].toSorted());
    await settle([tablet]);

    expect(await world.records()).toEqual([...before, ...own, ...cloned].toSorted());
    for (const each of [tablet, clone]) {
      expect(await readDelivery(each.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    }
  });

  it('[SYNC-15] a log that was left is proven by its last entry where the server holds more of it', async () => {
    const tablet = await world.addTablet();
    await keep(tablet, 2);
    await tablet.syncToEnd();
    const clone = await world.cloneTablet(tablet);
    await keep(tablet, 2);
    await tablet.syncToEnd();
    await keep(clone, 1);
    await clone.syncToEnd();
    await world.restoreServer(0);
    await settle([tablet]);
    const held = (await tablet.db.logs.toArray())[0]?.head;
    await settle([clone]);

    expect(await world.records()).toHaveLength(5);
    const logs = await clone.db.logs.toArray();
    expect(logs.find((log) => log.state === 'forked')).toMatchObject({ head: 4, ackedThrough: 4 });
    expect(held).toBe(8);
    expect(logs.some((log) => log.unproven)).toBe(false);
  });

  it('[SYNC-15] a tablet that has moved to another unit since offers what it delivered before', async () => {
    const tablet = await world.addTablet();
    await keep(tablet, 2);
    await tablet.syncToEnd();
    const stranger = await world.addTablet();
    const device = await stranger.db.device.get('device');
    if (!device) throw new Error('not enrolled');
    await tablet.db.device.put({ ...device, unitId: 'cc-02' });
    const sync = async () => {
      tablet.forget();
      await tablet.sync();
      await tablet.sync();
    };
    await sync();
    expect((await tablet.db.logs.toArray()).map((log) => log.deviceId)).toContain(device.deviceId);
    await world.restoreServer(0);
    await sync();
    const held = await world.store().listEntries({ unitId: worldUnit.unitId, status: 'applied' });
    expect(held).toHaveLength(4);
  });
});

type Step =
  | { readonly do: 'keep' | 'sync' | 'clone'; readonly tablet: number }
  | { readonly do: 'restore'; readonly pushes: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('keep' as const), tablet: fc.nat(3) }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('sync' as const), tablet: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clone' as const), tablet: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), pushes: fc.nat(4) }) },
  ),
  { minLength: 6, maxLength: 30 },
);

describe('copies and backups', () => {
  it('[SYNC-15] any order of saves, pushes, copied profiles and restored backups ends with every record once (seed 20211001)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        world = await createWorld(31);
        const tablets = [await world.addTablet()];
        const kept: string[] = [];
        for (const step of taken) {
          if (step.do === 'restore') {
            await world.restoreServer(step.pushes);
            continue;
          }
          const tablet = tablets[step.tablet % tablets.length];
          if (!tablet) continue;
          if (step.do === 'keep') kept.push(...(await keep(tablet, 1)));
          if (step.do === 'clone') tablets.push(await world.cloneTablet(tablet));
          if (step.do === 'sync') {
            tablet.forget();
            await tablet.sync();
          }
        }
        await settle(tablets);
        expect(await world.records()).toEqual(kept.toSorted());
        for (const { db } of tablets) {
          expect(await readDelivery(db)).toMatchObject({ unsentEntries: 0, trouble: null });
        }
        await world.close();
      }),
      { seed: 20211001, numRuns: 40 },
    );
  });
});
