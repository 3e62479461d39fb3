import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardResponseSchema } from '#protocol/board.ts';
import { freshMemory, syncRound } from '../../src/sync/core/sync-round.ts';
import { keepCrossing, keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(70);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const keep = async (count: number) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await keepPerson(tablet)).recordId);
  return ids;
};

/** The line carries a few entries at a time. */
const onThinLine = { ...freshMemory, pace: { batchBytes: 3_000 } };

/** One push gets through; every one after it is lost. */
const onePush = async () => {
  tablet.network.plan('/push', 'deliver', 'lose-request');
  return syncRound(tablet.ports, onThinLine);
};

const alertsAhead = async () => {
  const board = await tablet.ports.transport.board();
  const [line] = boardResponseSchema
    .parse(board.ok ? board.value : null)
    .units.flatMap(({ tablets }) => tablets);
  return line?.alertsAhead;
};

describe('what must be known now', () => {
  it('[ALERT-1] is with the server after the first push, with hundreds of entries before it', async () => {
    const kept = await keep(40);
    for (const verdict of ['refer_health', 'turn_back', 'test_on_site', 'hold'] as const) {
      kept.push((await keepCrossing(tablet, verdict)).recordId);
    }
    await onePush();
    // With who is referred go the declaration and the referral.
    expect(await alertsAhead()).toBe(6);
    expect((await world.records()).length).toBeLessThan(20);
    await tablet.syncToEnd();
    expect(await alertsAhead()).toBe(0);
    expect(await world.records()).toEqual(kept.toSorted());
  });

  it('[ALERT-1] tells at most twenty at a time, and nothing twice', async () => {
    await keep(2);
    for (let index = 0; index < 25; index += 1) await keepCrossing(tablet, 'hold');
    const told = async () => {
      const before = await tablet.db.alerts.count();
      await onePush();
      return before - (await tablet.db.alerts.count());
    };
    expect(await told()).toBeLessThanOrEqual(20);
    expect(await alertsAhead()).toBeGreaterThan(0);
    while ((await tablet.db.alerts.count()) > 0) await onePush();
    await tablet.syncToEnd();
    expect(await alertsAhead()).toBe(0);
    expect(await world.records()).toHaveLength(27);
  });

  it('[ALERT-2] is one record when the answer was lost, the profile copied or the server restored', async () => {
    const kept = await keep(20);
    kept.push((await keepCrossing(tablet, 'refer_health')).recordId);
    tablet.network.plan('/push', 'lose-answer');
    await syncRound(tablet.ports, onThinLine);
    const clone = await world.cloneTablet(tablet);
    await onePush();
    expect(await alertsAhead()).toBe(3);
    await world.restoreServer(1);
    kept.push((await keepCrossing(clone, 'hold')).recordId);
    await clone.syncToEnd();
    tablet.forget();
    await tablet.syncToEnd();
    expect(await world.records()).toEqual(kept.toSorted());
    expect(await alertsAhead()).toBe(0);
    expect(await tablet.db.alerts.count()).toBe(0);
  });
});
