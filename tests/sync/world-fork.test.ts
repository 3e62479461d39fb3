import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { genesisDigest, nextDigest } from '#domain/log/chain.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { readShift } from '../../src/store/read-shift.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(8);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const keep = async (by: WorldTablet, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await keepPerson(by)).recordId);
  return ids;
};

describe('a log written by two', () => {
  it('[SYNC-6] a copied profile goes on under a new log: nothing lost, nothing twice', async () => {
    const before = await keep(tablet, 2);
    await tablet.syncToEnd();
    const waiting = await keep(tablet, 1);
    const clone = await world.cloneTablet(tablet);
    const own = await keep(tablet, 2);
    await tablet.syncToEnd();
    const cloned = await keep(clone, 3);
    const framesBefore = (await clone.db.entries.toArray()).map((row) => row.hash).toSorted();

    await clone.syncToEnd();

    const all = [...before, ...waiting, ...own, ...cloned].toSorted();
    expect(await world.records()).toEqual(all);
    expect(await readDelivery(clone.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    expect((await clone.db.entries.toArray()).map((row) => row.hash).toSorted()).toEqual(
      framesBefore,
    );
    expect((await readShift(clone.db, 'cc-01/2021-09-06/2')).records).toBe(6);
    expect((await tablet.db.logs.toArray()).length).toBe(1);
  });

  it('[SYNC-6] the new log is a chain of its own', async () => {
    const clone = await world.cloneTablet(tablet);
    await tablet.syncToEnd();
    const twin = await world.cloneTablet(tablet);
    await keep(tablet, 1);
    await tablet.syncToEnd();
    await keep(twin, 2);
    await twin.syncToEnd();
    await clone.syncToEnd();

    const open = (await twin.db.logs.toArray()).find((log) => log.state === 'open');
    const rows = await twin.db.entries.filter((row) => row.logId === open?.logId).toArray();
    let digest = genesisDigest(open?.logId ?? '');
    for (const row of rows) digest = nextDigest(digest, row.hash);
    expect(rows.map((row) => row.position)).toEqual([1, 2, 3, 4]);
    expect(open).toMatchObject({ head: 4, headDigest: digest, ackedThrough: 4, recordsHead: 2 });
  });

  it('[SYNC-6] an old copy that came back leaves its log before it writes anything to it', async () => {
    await keep(tablet, 1);
    await tablet.syncToEnd();
    const old = await world.cloneTablet(tablet);
    const later = await keep(tablet, 1);
    await tablet.syncToEnd();

    await old.syncToEnd();
    expect((await old.db.logs.toArray()).map((log) => log.state)).toContain('forked');
    const after = await keep(old, 1);
    await old.syncToEnd();

    expect((await old.db.logs.toArray()).map((log) => log.state).toSorted()).toEqual([
      'forked',
      'open',
    ]);
    expect(await world.records()).toEqual(expect.arrayContaining([...later, ...after]));
    expect(await world.records()).toHaveLength(3);
  });
});
