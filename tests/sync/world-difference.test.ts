import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(50);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const keep = async (by: WorldTablet, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await keepPerson(by)).recordId);
  return ids;
};

describe('a log of which the server holds something else', () => {
  it('[CERT-3] goes on under a new log from the first entry that differs, and it is reported', async () => {
    const kept = await keep(tablet, 70);
    await tablet.syncToEnd();
    const clone = await world.cloneTablet(tablet);
    kept.push(...(await keep(tablet, 40)));
    await tablet.syncToEnd();
    await world.restoreServer(0);
    // The clone writes another history into the log before the tablet is heard again.
    kept.push(...(await keep(clone, 30)));
    clone.forget();
    await clone.syncToEnd();
    tablet.forget();
    await tablet.syncToEnd();

    expect(await world.records()).toEqual(kept.toSorted());
    const logs = await tablet.db.logs.toArray();
    const left = logs.find(({ state }) => state === 'forked');
    expect(left).toMatchObject({ head: 140, ackedThrough: 140 });
    expect(await readDelivery(tablet.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    const codes = (await tablet.db.incidents.toArray()).map(({ incident }) => incident.code);
    expect(codes).toContain('digest/differs');
  });
});
