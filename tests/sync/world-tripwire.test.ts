import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardResponseSchema } from '#protocol/board.ts';
import { confirmLoss } from '../../src/actions/confirm-loss.ts';
import { enrolTablet } from '../../src/actions/enrol-tablet.ts';
import { saveRecord } from '../../src/actions/save-record.ts';
import { createTripwire } from '../../src/platform/tripwire.ts';
import { readUnreadLosses } from '../../src/store/read-losses.ts';
import { guardStorage } from '../../src/sync/guard-storage.ts';
import { createTimer, nextTurn, until } from '../support/loop-time.ts';
import {
  keepPerson,
  sampleCrossing,
  sampleDeclaration,
  sampleSession,
} from '../support/tablet-fixture.ts';
import {
  createWorld,
  worldCode,
  worldUnit,
  type World,
  type WorldTablet,
} from '../support/world.ts';

let world: World;
let tablet: WorldTablet;
let stop: () => void;
let timer: ReturnType<typeof createTimer>;

beforeEach(async () => {
  world = await createWorld(90);
  tablet = await world.addTablet();
  timer = createTimer();
  stop = guardStorage({ ...tablet, schedule: timer.schedule });
});
afterEach(async () => {
  stop();
  await world.close();
});

/** All at once, as a browser does it. */
const wipe = ({ db } = tablet) =>
  db.transaction('rw', db.tables, async () => {
    for (const table of db.tables) await table.clear();
  });
const remembered = () => tablet.tripwire.read();
const isRemembered = (head: number, ackedThrough = 0) =>
  until(() => remembered()?.head === head && remembered()?.ackedThrough === ackedThrough);
const losses = () => readUnreadLosses(tablet.db);
const lookAgain = async () => {
  await until(() => timer.delayMs() === 20_000);
  timer.goOff(tablet);
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
};

describe('a storage that is wiped', () => {
  it('[TRIP-1] is noticed while the tablet runs, once, with what the server did not have', async () => {
    await keepPerson(tablet);
    await tablet.syncToEnd();
    await isRemembered(2, 2);
    await keepPerson(tablet);
    await isRemembered(4, 2);
    expect(await losses()).toEqual([]);
    await wipe();
    await until(async () => (await losses()).length === 1);
    await lookAgain();
    await lookAgain();
    expect(await losses()).toMatchObject([{ code: 'storage/lost', count: 2, position: 0 }]);
    expect(remembered()).toBeNull();
  });

  it('[TRIP-1] is noticed at the next start', async () => {
    await keepPerson(tablet);
    await isRemembered(2);
    stop();
    await wipe();
    const later = tablet.restart();
    stop = guardStorage({ ...later, schedule: timer.schedule });
    await until(async () => (await readUnreadLosses(later.db)).length > 0);
    expect(await readUnreadLosses(later.db)).toMatchObject([{ code: 'storage/lost', count: 2 }]);
  });

  it('[TRIP-1] is noticed when only the newest entries are gone', async () => {
    for (let index = 0; index < 3; index += 1) await keepPerson(tablet);
    await isRemembered(6);
    const [log] = await tablet.db.logs.toArray();
    await tablet.db.logs.update(log?.logId ?? '', { head: 4 });
    await until(async () => (await losses()).length === 1);
    expect(await losses()).toMatchObject([{ count: 2, position: 4 }]);
  });

  it('[TRIP-1] a fork, a new enrolment and a closed connection are no loss', async () => {
    await keepPerson(tablet);
    await tablet.syncToEnd();
    const clone = await world.cloneTablet(tablet);
    await keepPerson(clone);
    await clone.syncToEnd();
    await keepPerson(tablet);
    await tablet.syncToEnd();
    await keepPerson(tablet);
    await until(() => remembered()?.head === 4);
    const stranger = await world.addTablet();
    const device = await stranger.db.device.get('device');
    if (device) await tablet.db.device.put(device);
    await tablet.syncToEnd();
    tablet.db.close({ disableAutoOpen: false });
    await keepPerson(tablet);
    await lookAgain();
    expect(await losses()).toEqual([]);
  });

  it('[TRIP-2] the first save after it is refused with its reason, the next one begins a log that all can see', async () => {
    await keepPerson(tablet);
    await isRemembered(2);
    stop();
    const device = await tablet.db.device.get('device');
    if (!device) throw new Error('not enrolled');
    await wipe();
    const save = () =>
      saveRecord(tablet, {
        device,
        session: sampleSession,
        declaration: sampleDeclaration(),
        crossing: sampleCrossing,
      });
    expect(await save()).toEqual({ ok: false, error: { code: 'storage/lost' } });
    expect(await tablet.db.entries.count()).toBe(0);
    expect(await losses()).toMatchObject([{ code: 'storage/lost', count: 2 }]);
    expect(await save()).toMatchObject({ ok: true });
    expect(await losses()).toHaveLength(1);
  });

  it('[TRIP-3] is unread until somebody confirms, and who did is kept', async () => {
    await keepPerson(tablet);
    await isRemembered(2);
    await wipe();
    await until(async () => (await losses()).length === 1);
    await tablet.db.settings.put({ key: 'session', value: sampleSession });
    const [loss] = await losses();
    await confirmLoss(tablet, loss?.incidentId ?? '');
    expect(await losses()).toEqual([]);
    expect(await tablet.db.incidents.toArray()).toMatchObject([
      { readAtMs: tablet.clock.wallMs(), readBy: 'cb-01', told: false },
    ]);
  });

  it('[TRIP-4] is told to the server by the tablet that was enrolled anew', async () => {
    await keepPerson(tablet);
    await isRemembered(2);
    const { logId } = remembered() ?? {};
    await wipe();
    await until(async () => (await losses()).length === 1);
    const enrolment = { code: worldCode, unitId: worldUnit.unitId, deviceName: 'Máy' };
    await enrolTablet(tablet, enrolment, tablet.network.fetchFrom);
    await tablet.syncToEnd();
    const board = await tablet.ports.transport.board();
    const told = boardResponseSchema
      .parse(board.ok ? board.value : null)
      .units.flatMap(({ tablets }) => tablets.flatMap(({ incidents }) => incidents));
    expect(told).toMatchObject([{ code: 'storage/lost', logId, count: 2 }]);
  });
});

describe('the second memory', () => {
  it('[TRIP-1] outlives the loss of both places while the page lives, and reads no nonsense', () => {
    const marker = {
      deviceId: '3f0d5a52-7f1d-4f57-9d0e-0f3f7b6c1a11',
      unitId: 'cc-01',
      logId: '11111111-1111-4111-8111-111111111111',
      head: 4,
      ackedThrough: 0,
    };
    let text: string | null = null;
    const place = {
      getItem: () => text,
      setItem: (_key: string, value: string) => {
        text = value;
      },
      removeItem: () => {
        text = null;
      },
    };
    const tripwire = createTripwire(place);
    tripwire.write(marker);
    expect(createTripwire(place).read()).toEqual(marker);
    text = null;
    expect(tripwire.read()).toEqual(marker);
    for (const nonsense of ['', '{', '{"head":-1}', '[]', 'null']) {
      text = nonsense;
      expect(createTripwire(place).read()).toBeNull();
    }
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const closed = createTripwire({
      getItem: forbidden,
      setItem: forbidden,
      removeItem: forbidden,
    });
    closed.write(marker);
    expect(closed.read()).toEqual(marker);
  });
});
