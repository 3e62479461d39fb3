import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changePin } from '../../src/actions/change-pin.ts';
import { signIn } from '../../src/actions/sign-in.ts';
import { listUnsentPinChanges } from '../../src/store/pin-changes.ts';
import { tellPinChanges } from '../../src/sync/deliver-pin-changes.ts';
import { renewPin } from '../../sync-server/services/officers/keep-officer.ts';
import { openTestFrame } from '../support/sealing.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createWorld, worldUnit, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let first: WorldTablet;
let second: WorldTablet;

const officerId = 'cb-01';
const keepUnitKey = () =>
  world.store().transact((tx) => tx.keepUnitKey(worldUnit.unitId, '07'.repeat(32)));

beforeEach(async () => {
  world = await createWorld(13);
  await keepUnitKey();
  first = await world.addTablet();
  second = await world.addTablet();
  for (const tablet of [first, second]) await tablet.syncToEnd();
});
afterEach(() => world.close());

const choose = async (tablet: WorldTablet, old: string, fresh: string) => {
  expect(await changePin(tablet, officerId, { old, fresh, again: fresh })).toMatchObject({
    ok: true,
  });
};
const tell = ({ db, random, ports }: WorldTablet) =>
  tellPinChanges({ db, random, transport: ports.transport });
const pullAnew = async (tablet: WorldTablet) => {
  tablet.forget();
  await tablet.syncToEnd();
};
const opens = async (tablet: WorldTablet, pin: string) => {
  const answer = await signIn(tablet, officerId, pin);
  tablet.advance(300_000);
  return answer.ok;
};

describe('a PIN that was chosen on a tablet', () => {
  it('[PIN-3] reaches the unit’s other tablets by sync, also when answers are lost and it is told again', async () => {
    await choose(first, '2580', '740285');
    first.network.release('lose-answer');
    expect(await tell(first)).toBe(false);
    expect(await listUnsentPinChanges(first.db)).toHaveLength(1);
    first.network.release('deliver');
    expect(await tell(first)).toBe(true);
    expect(await listUnsentPinChanges(first.db)).toEqual([]);
    expect(await opens(second, '2580')).toBe(true);
    for (const tablet of [first, second]) await pullAnew(tablet);
    for (const tablet of [first, second]) {
      expect([await opens(tablet, '740285'), await opens(tablet, '2580')]).toEqual([true, false]);
    }
  });

  it.each([
    ['the earlier first', (tablets: WorldTablet[]) => tablets],
    ['the later first', (tablets: WorldTablet[]) => tablets.toReversed()],
  ])('[PIN-4] of two chosen apart the later one stands everywhere, %s', async (_name, inOrder) => {
    await choose(first, '2580', '740285');
    second.advance(60_000);
    await choose(second, '2580', '863914');
    for (const tablet of inOrder([first, second])) expect(await tell(tablet)).toBe(true);
    for (const tablet of [first, second]) await pullAnew(tablet);
    for (const tablet of [first, second]) {
      expect([await opens(tablet, '863914'), await opens(tablet, '740285')]).toEqual([true, false]);
    }
  });

  it('[PIN-4] whoever knew of the former PIN replaces it, whatever the clocks say', async () => {
    first.setClock(86_400_000);
    await choose(first, '2580', '740285');
    await tell(first);
    await pullAnew(second);
    await choose(second, '740285', '863914');
    await tell(second);
    await pullAnew(first);
    expect([await opens(first, '863914'), await opens(first, '740285')]).toEqual([true, false]);
    const ports = { store: world.store(), openFrame: openTestFrame, random: seededRandom(5) };
    const given = await renewPin({ ...ports, clock: () => 0 }, officerId);
    if (!given.ok) throw new Error(given.error);
    await pullAnew(first);
    expect([await opens(first, given.value.pin), await opens(first, '863914')]).toEqual([
      true,
      false,
    ]);
  });

  it('[PIN-5] without the unit’s key nobody can change one', async () => {
    await choose(first, '2580', '740285');
    const [kept] = await listUnsentPinChanges(first.db);
    if (!kept) throw new Error('nothing is unsent');
    await first.db.settings.put({
      key: `pinChange:${officerId}`,
      value: { ...kept, proof: '0'.repeat(64) },
    });
    expect(await tell(first)).toBe(true);
    for (const tablet of [first, second]) await pullAnew(tablet);
    expect(await opens(second, '2580')).toBe(true);
    expect(await opens(first, '2580'), 'here too the server’s word stands').toBe(true);
  });

  it('[PIN-3] is told again to a server that was put back from an older copy', async () => {
    await choose(first, '2580', '740285');
    await tell(first);
    await world.restoreServer(0);
    await keepUnitKey();
    await pullAnew(first);
    expect(await opens(first, '740285')).toBe(true);
    expect(await tell(first)).toBe(true);
    await pullAnew(second);
    expect(await opens(second, '740285')).toBe(true);
  });
});
