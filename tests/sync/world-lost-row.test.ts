import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardResponseSchema } from '#protocol/board.ts';
import { listRecords } from '../../src/store/list-records.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

const keep = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await keepPerson(tablet)).recordId);
  return ids;
};

const onlyLog = async () => {
  const [log] = await tablet.db.logs.toArray();
  if (!log) throw new Error('no log');
  return log;
};

const lose = async (...positions: number[]) => {
  const { logId } = await onlyLog();
  await tablet.db.entries.bulkDelete(positions.map((at): [string, number] => [logId, at]));
};

const incidents = async () => (await tablet.db.incidents.toArray()).map(({ incident }) => incident);

const onBoard = async () => {
  const board = await tablet.ports.transport.board();
  const [line] = boardResponseSchema
    .parse(board.ok ? board.value : null)
    .units.flatMap(({ tablets }) => tablets);
  return line;
};

const setUp = async (seed: number) => {
  world = await createWorld(seed);
  tablet = await world.addTablet();
};

describe('an entry that is gone from the middle', () => {
  beforeEach(() => setUp(40));
  afterEach(() => world.close());

  it('[SYNC-16] is declared lost, reported and counted, and what stands after it arrives', async () => {
    const kept = await keep(4);
    const hashes = (await tablet.db.entries.toArray()).map((row) => row.hash);
    await lose(3, 4);
    await tablet.syncToEnd();

    const delivered = kept.filter((_, index) => index !== 1);
    expect(await world.records()).toEqual(delivered.toSorted());
    expect(await incidents()).toMatchObject([{ code: 'log/row-lost', position: 3, count: 2 }]);
    expect(await onBoard()).toMatchObject({
      skipped: 2,
      unsentEntries: 0,
      ackedThrough: 8,
      incidents: [{ code: 'log/row-lost', position: 3, count: 2 }],
    });
    expect(await readDelivery(tablet.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    const rows = await tablet.db.entries.toArray();
    expect(rows.filter((_, index) => index < 2 || index > 3).map((row) => row.hash)).toEqual(
      hashes.filter((_, index) => index < 2 || index > 3),
    );
    const undelivered = (await listRecords(tablet.db, { limit: 9 })).filter(
      (row) => !row.delivered,
    );
    expect(undelivered.map((row) => row.recordId)).toEqual([kept[1]]);
  });

  it('[SYNC-16] is not declared lost when the server holds it, though its answer never came', async () => {
    const kept = await keep(2);
    tablet.network.plan('/push', 'lose-answer');
    await tablet.sync();
    kept.push(...(await keep(1)));
    await lose(2, 3, 4);
    await tablet.syncToEnd();
    expect(await world.records()).toEqual(kept.toSorted());
    expect(await incidents()).toEqual([]);
    expect(await onBoard()).toMatchObject({ skipped: 0, ackedThrough: 6 });
  });

  it('[SYNC-16] at the very end or the very beginning of the log is no exception', async () => {
    const kept = await keep(3);
    await lose(1, 2, 6);
    await tablet.syncToEnd();
    expect(await world.records()).toEqual([kept[1]]);
    kept.push(...(await keep(1)));
    await tablet.syncToEnd();
    expect(await world.records()).toEqual([kept[1] ?? '', kept[3] ?? ''].toSorted());
    expect(await incidents()).toMatchObject([{ position: 1, count: 3 }]);
    expect(await onlyLog()).toMatchObject({ head: 8, ackedThrough: 8, state: 'open' });
  });

  it('[SYNC-16] stays declared when the server is restored, and is declared again', async () => {
    await keep(2);
    await lose(2);
    await tablet.syncToEnd();
    await world.restoreServer(0);
    tablet.forget();
    await tablet.syncToEnd();
    expect(await onBoard()).toMatchObject({ skipped: 1, ackedThrough: 4 });
    expect(await incidents()).toHaveLength(1);
    expect((await tablet.db.logs.toArray()).map((log) => log.state)).toEqual(['open']);
  });

  it('[SYNC-16] after delivery, is no loss until the server itself has lost it', async () => {
    const kept = await keep(3);
    await tablet.syncToEnd();
    await lose(2, 3, 4);
    kept.push(...(await keep(1)));
    await tablet.syncToEnd();
    expect(await world.records()).toEqual(kept.toSorted());
    expect(await incidents()).toEqual([]);
    await world.restoreServer(0);
    tablet.forget();
    await tablet.syncToEnd();
    expect(await incidents()).toMatchObject([{ code: 'log/row-lost', count: 3 }]);
    expect(await onBoard()).toMatchObject({ ackedThrough: 8, skipped: 3 });
  });
});

const step = fc.oneof(
  fc.record({ do: fc.constant('keep' as const) }),
  fc.record({ do: fc.constant('keep' as const) }),
  fc.record({
    do: fc.constant('sync' as const),
    fate: fc.constantFrom('deliver' as const, 'lose-request' as const, 'lose-answer' as const),
  }),
  fc.record({
    do: fc.constant('lose' as const),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ do: fc.constant('restore' as const), pushes: fc.nat(5) }),
);

describe('rows that vanish', () => {
  it('[SYNC-16] at any time take nothing else with them: every frame that is there arrives once (seed 160)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 24 }), async (taken) => {
        await setUp(41);
        for (const each of taken) {
          if (each.do === 'keep') await keep(1);
          if (each.do === 'restore') await world.restoreServer(each.pushes);
          if (each.do === 'sync') {
            tablet.network.plan('/push', each.fate);
            tablet.forget();
            await tablet.sync();
          }
          if (each.do === 'lose') {
            const rows = await tablet.db.entries.filter((row) => row.kind !== 'lost').toArray();
            const row = rows[Math.floor(each.share * rows.length)];
            if (row) await tablet.db.entries.delete([row.logId, row.position]);
          }
        }
        tablet.forget();
        await tablet.syncToEnd();
        tablet.forget();
        await tablet.syncToEnd();

        const held = await world.store().listEntries({ unitId: 'cc-01', status: 'applied' });
        const ids = held.map(({ entryId }) => entryId);
        expect(new Set(ids).size).toBe(ids.length);
        const there = await tablet.db.entries.filter((row) => row.kind !== 'lost').toArray();
        expect(there.filter(({ entryId }) => !ids.includes(entryId))).toEqual([]);
        expect(await readDelivery(tablet.db)).toMatchObject({ unsentEntries: 0, trouble: null });
        await world.close();
      }),
      { seed: 160, numRuns: 40 },
    );
  });
});
