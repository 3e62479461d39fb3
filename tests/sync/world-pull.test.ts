import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeShift } from '../../src/actions/close-shift.ts';
import { signIn } from '../../src/actions/sign-in.ts';
import { applyPullPage } from '../../src/store/apply-pull-page.ts';
import { readOfficers } from '../../src/store/read-officers.ts';
import { readShift } from '../../src/store/read-shift.ts';
import { readUnits } from '../../src/store/read-units.ts';
import { fetchBoard } from '../../src/sync/fetch-board.ts';
import { sampleClosing, sampleProof } from '../support/sample-closing.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, worldUnit, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(9);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const shiftId = 'cc-01/2021-09-06/2';

const closeFromBoard = async () => {
  const board = await fetchBoard(tablet.ports.transport);
  if (!board.ok) throw new Error(board.error.code);
  const tablets = board.value.units.flatMap((unit) => unit.tablets);
  const logs = tablets.flatMap(({ logId, ackedThrough, digest, recordsByShift }) =>
    logId === null
      ? []
      : [{ logId, position: ackedThrough, digest, records: recordsByShift[shiftId] ?? 0 }],
  );
  return closeShift(tablet, sampleClosing(shiftId, logs), sampleProof);
};

describe('what the server tells', () => {
  it('[SYNC-8] officers and units are there after the first round, and then offline', async () => {
    await tablet.syncToEnd();
    tablet.network.release('lose-request');
    expect(await readUnits(tablet.db)).toEqual([worldUnit]);
    const officers = await readOfficers(tablet.db, 'cc-01');
    expect(officers.map((officer) => officer.officerId)).toEqual(['cb-01']);
    expect(await signIn(tablet, 'cb-01', '2580')).toMatchObject({ ok: true });
  });

  it('[SYNC-8] a feed of many pages is read to its end in one round', async () => {
    const many = Array.from({ length: 450 }, (_, index) => ({
      kind: 'unit',
      audience: null,
      body: { ...worldUnit, unitId: `many-${index}` },
    }));
    await world.store().transact((tx) => tx.appendFeed('reference', many));
    await tablet.sync();
    expect(await readUnits(tablet.db)).toHaveLength(451);
  });

  it('[SYNC-8] a page for another cursor than the stored one, from a second tab, changes nothing', async () => {
    await tablet.syncToEnd();
    const before = await tablet.db.cursors.get('reference');
    const stale = {
      scope: 'reference',
      asked: 0,
      cursor: 1,
      epoch: 'e',
      reset: false,
      askedAtMs: 0,
      last: true,
    };
    expect(await applyPullPage(tablet.db, { ...stale, changes: [] })).toBe(false);
    expect(await tablet.db.cursors.get('reference')).toEqual(before);
  });

  it('[SYNC-8] a kind this build does not know is kept raw and stops nothing', async () => {
    await tablet.syncToEnd();
    expect(await tablet.db.changes.toArray()).toMatchObject([
      { scope: 'reference', seq: 3, kind: 'rule.unheard-of', body: { version: 7 } },
    ]);
    expect(await tablet.db.cursors.get('reference')).toMatchObject({ cursor: 5 });
  });

  it('[SYNC-8] a page that was cut is read again from where it was; the log is never touched', async () => {
    await keepPerson(tablet);
    const entries = await tablet.db.entries.toArray();
    tablet.network.plan('/pull', 'lose-answer');
    expect(await tablet.sync()).toMatchObject({ kind: 'failed' });
    expect(await tablet.db.cursors.toArray()).toEqual([]);
    await tablet.syncToEnd();
    expect(await readUnits(tablet.db)).toEqual([worldUnit]);
    expect(await tablet.db.entries.toArray()).toEqual(entries);
  });

  it('[SYNC-8] after a reset what is gone from the feed goes, and officers can sign in meanwhile', async () => {
    await tablet.syncToEnd();
    await tablet.db.reference.put({
      kind: 'unit',
      id: 'gone',
      scope: 'reference',
      generation: 0,
      body: { ...worldUnit, unitId: 'gone' },
    });
    await world.restoreServer(0);
    tablet.forget();
    tablet.network.plan('/pull', 'lose-request');
    await tablet.sync();
    expect(await readOfficers(tablet.db, 'cc-01')).toHaveLength(1);
    await tablet.syncToEnd();
    expect((await readUnits(tablet.db)).map((unit) => unit.unitId)).toEqual(['cc-01']);
    expect(await readOfficers(tablet.db, 'cc-01')).toHaveLength(1);
  });

  it('[STORE-3] a closed shift is known at once on this tablet and, once delivered, on the others', async () => {
    const other = await world.addTablet();
    await keepPerson(tablet);
    await keepPerson(other);
    await other.syncToEnd();
    await tablet.syncToEnd();

    expect(await closeFromBoard()).toMatchObject({ ok: true, value: { position: 3 } });
    expect((await readShift(tablet.db, shiftId)).closing).toMatchObject({ records: 2 });
    expect((await readShift(other.db, shiftId)).closing).toBeNull();

    await tablet.syncToEnd();
    other.forget();
    await other.syncToEnd();
    const { closing } = await readShift(other.db, shiftId);
    expect(closing).toMatchObject({ records: 2, officer: 'cb-01' });
  });

  it('[STORE-3] the board says when it cannot be reached', async () => {
    tablet.network.release('lose-request');
    const board = await fetchBoard(tablet.ports.transport);
    expect(board).toEqual({ ok: false, error: { code: 'server/unreachable' } });
  });
});
