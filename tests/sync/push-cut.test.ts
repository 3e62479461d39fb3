import { describe, expect, it } from 'vitest';
import type { Store, StoreTransactor } from '../../sync-server/store/store.ts';
import { closingEntry, pushedAt, sampleLog, shiftId } from '../contract/sample-log.ts';
import { onBoard, openWorld, pull, push, sendPush } from '../contract/server-world.ts';

/** The same store, whose transactions break off at the given call; one number past the last: before the commit. */
const cutAt = (store: Store, breakingCall: number): Store & { calls: () => number } => {
  let calls = 0;
  const cutting = (tx: StoreTransactor): StoreTransactor =>
    new Proxy(tx, {
      get: (target, name: keyof StoreTransactor) => {
        calls += 1;
        if (calls === breakingCall) throw new Error('cut');
        return target[name];
      },
    });
  return {
    ...store,
    calls: () => calls,
    transact: (work) =>
      store.transact(async (tx) => {
        const value = await work(cutting(tx));
        if (breakingCall > calls) throw new Error('cut before the commit');
        return value;
      }),
  };
};

describe('a push that is cut short', () => {
  it('[PUSH-11] leaves all or nothing behind, wherever it was cut, and the next try completes it', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    const entries = [...sampleLog(4), pushedAt(5, closingEntry(5, 2))];
    let cuts = 0;
    for (let breakingCall = 1; ; breakingCall += 1) {
      const store = cutAt(world.store, breakingCall);
      const answer = await sendPush(world.withPorts({ store }), tablet, entries);
      cuts += 1;
      expect(answer.json()).toMatchObject({ problem: 'server/failed', retry: 'later' });
      expect(await onBoard(world.app, tablet)).toMatchObject({
        logId: null,
        ackedThrough: 0,
        recordsByShift: {},
        lastContactAtMs: null,
      });
      const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
      expect(feed).toMatchObject({ changes: [], cursor: 0 });
      if (store.calls() < breakingCall) break;
    }
    // Every entry alone is looked up and inserted; fewer cuts would mean that some calls were not seen.
    expect(cuts).toBeGreaterThan(2 * entries.length);

    const answer = await push(world.app, tablet, entries);
    expect(answer.results.every(({ status }) => status === 'applied')).toBe(true);
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 2 });
    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(feed.changes.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
