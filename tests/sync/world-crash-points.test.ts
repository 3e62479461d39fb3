import { afterEach, describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/store/read-delivery.ts';
import type { SyncPorts } from '../../src/sync/core/ports.ts';
import { freshMemory, syncRound } from '../../src/sync/core/sync-round.ts';
import { keepCrossing, keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

/** Ends the page at the port call of this number: the call is carried out, and nobody hears of it. */
type Blade = { calls: number; lastCall: number };

const pageIsGone = new Error('The page is gone.');

const wrapPort = <Port extends object>(port: Port, blade: Blade): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...parameters: unknown[]): Promise<unknown> => {
        // What a page that is gone still had in hand never happens.
        if (blade.calls >= blade.lastCall) throw pageIsGone;
        blade.calls += 1;
        const answer: unknown = await Reflect.apply(value, target, parameters);
        if (blade.calls >= blade.lastCall) throw pageIsGone;
        return answer;
      };
    },
  });

/** Rounds until nothing is due, or until the blade falls. @returns whether it fell */
const runUntilCut = async (ports: SyncPorts, blade: Blade): Promise<boolean> => {
  const cut = {
    ...ports,
    store: wrapPort(ports.store, blade),
    transport: wrapPort(ports.transport, blade),
  };
  try {
    let round = await syncRound(cut, freshMemory);
    while (round.outcome.kind !== 'rested') round = await syncRound(cut, round.memory);
    return false;
  } catch (error) {
    if (error === pageIsGone) return true;
    throw error;
  }
};

const keep = async (by: WorldTablet, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await keepPerson(by)).recordId);
  return ids;
};

/** What each situation leaves to be delivered, and by whom. */
type Situation = { readonly tablet: WorldTablet; readonly expected: readonly string[] };

const situations: Record<string, (world: World) => Promise<Situation>> = {
  'a full queue with an alert in it': async (world) => {
    const tablet = await world.addTablet();
    const plain = await keep(tablet, 2);
    const { recordId } = await keepCrossing(tablet, 'hold');
    return { tablet, expected: [...plain, recordId] };
  },
  'a row that is lost': async (world) => {
    const tablet = await world.addTablet();
    const [first, , third] = await keep(tablet, 3);
    const [log] = await tablet.db.logs.toArray();
    await tablet.db.entries.bulkDelete([
      [log?.logId ?? '', 3],
      [log?.logId ?? '', 4],
    ]);
    return { tablet, expected: [first ?? '', third ?? ''] };
  },
  'a server put back from an older copy': async (world) => {
    const tablet = await world.addTablet();
    const before = await keep(tablet, 1);
    await tablet.syncToEnd();
    const after = await keep(tablet, 2);
    await tablet.syncToEnd();
    await world.restoreServer(1);
    return { tablet, expected: [...before, ...after] };
  },
  'a profile that was copied': async (world) => {
    const original = await world.addTablet();
    const shared = await keep(original, 1);
    const tablet = await world.cloneTablet(original);
    const own = await keep(original, 1);
    await original.syncToEnd();
    const copied = await keep(tablet, 2);
    return { tablet, expected: [...shared, ...own, ...copied] };
  },
};

let world: World | null = null;

afterEach(() => world?.close());

describe.each(Object.entries(situations))('a page that ends, with %s', (_name, prepare) => {
  it('[SYNC-17] delivers everything once after its next start, whichever call was its last', async () => {
    let lastCall = 0;
    for (let isCut = true; isCut; lastCall += 1) {
      world = await createWorld(170);
      const { tablet, expected } = await prepare(world);
      isCut = await runUntilCut(tablet.ports, { calls: 0, lastCall });

      tablet.forget();
      await tablet.syncToEnd();
      expect(await world.records(), `call ${lastCall}`).toEqual([...expected].toSorted());
      const delivery = await readDelivery(tablet.db);
      expect(delivery, `call ${lastCall}`).toMatchObject({ unsentEntries: 0, trouble: null });
      await world.close();
      world = null;
    }
    expect(lastCall).toBeGreaterThan(10);
  });
});
