import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseShiftId } from '#domain/shift/shift.ts';
import { statementToHoles } from '#domain/shift/statement-to-holes.ts';
import { holeToName } from '#domain/shift/judge-closing.ts';
import { tellShift } from '../../sync-server/services/shift/tell-shift.ts';
import { openTestFrame } from '../support/sealing.ts';
import { keepPerson, morningMs } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

const shiftId = 'cc-01/2021-09-06/2';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(77);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const keep = async (by: WorldTablet, count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await keepPerson(by);
};

/** What the closing lists, as the server states it to the supervisor. */
const closing = async () => {
  const ports = { store: world.store(), openFrame: openTestFrame, clock: () => morningMs };
  const stated = await tellShift(ports, 'cc-01', shiftId);
  if (!stated.ok) throw new Error(stated.error);
  const { startsAtMs } = parseShiftId(shiftId) ?? { startsAtMs: 0 };
  const holes = statementToHoles(stated.value, startsAtMs);
  return {
    records: stated.value.records,
    holes: holes.map((hole) => [hole.what, holeToName(hole)]),
  };
};

describe('what became of a tablet, as its shift is closed', () => {
  it('[CLOSE-7] a copied profile is named with the position where it became two, and every record counts once', async () => {
    await keep(tablet, 2);
    await tablet.syncToEnd();
    const clone = await world.cloneTablet(tablet);
    await keep(tablet, 1);
    await tablet.syncToEnd();
    expect((await closing()).holes).toEqual([]);
    await keep(clone, 2);
    await clone.syncToEnd();
    clone.forget();
    await clone.syncToEnd();
    expect(await closing()).toEqual({ records: 5, holes: [['log/forked', 'Máy #5']] });
  });

  it('[CLOSE-7] a profile that was rolled back is named with the first position it no longer had', async () => {
    await keep(tablet, 1);
    await tablet.syncToEnd();
    const old = await world.cloneTablet(tablet);
    await keep(tablet, 2);
    await tablet.syncToEnd();
    // The tablet is put back as it was: from here on there is only the old one.
    await old.syncToEnd();
    await keep(old, 1);
    old.forget();
    await old.syncToEnd();
    expect(await closing()).toEqual({ records: 4, holes: [['log/forked', 'Máy #3']] });
  });
});
