import { describe, expect, it } from 'vitest';
import { bothEngines } from './engines.ts';
import { closingEntry, personalWords, pushedAt, sampleLog, shiftId } from './sample-log.ts';
import { onBoard, openWorld, push, readBoard, refusal, serverNowMs } from './server-world.ts';

describe.each(bothEngines)('board on $name', (engine) => {
  it('[BOARD-1] shows every unit that has tablets, in the order of the units, each tablet with its log', async () => {
    await using world = await openWorld(engine);
    const patrol = await world.enrol('tt-01', 'Máy T');
    const first = await world.enrol('hn-01', 'Máy 1');
    await world.enrol('hn-01', 'Máy 2');
    const { digest } = await push(world.app, first, sampleLog(4));
    const board = await readBoard(world.app, patrol);
    expect(board.serverTime).toBe(serverNowMs);
    expect(board.units.map(({ unit }) => unit.unitId)).toEqual(['hn-01', 'tt-01']);
    const [lane, second] = board.units[0]?.tablets ?? [];
    expect(lane).toEqual({
      deviceId: first.deviceId,
      deviceName: 'Máy 1',
      logId: first.logId,
      ackedThrough: 4,
      digest,
      unsentEntries: 0,
      unsentRecords: 0,
      oldestUnsentWallMs: null,
      lastContactAtMs: serverNowMs,
      app: '0.1.0',
      recordsByShift: { [shiftId]: 2 },
      quarantined: 0,
      skipped: 0,
      alertsAhead: 0,
      incidents: [],
      ended: null,
      certificate: null,
      clockOffsetMs: 1500,
      told: null,
    });
    expect(second).toMatchObject({ deviceName: 'Máy 2', logId: null, lastContactAtMs: null });
  });

  it('[BOARD-16] one unit is told alone, as among all; who asks amiss is told so', async () => {
    await using world = await openWorld(engine);
    const patrol = await world.enrol('tt-01', 'Máy T');
    const tablet = await world.enrol('hn-01', 'Máy 1');
    for (const [one, from] of [
      [tablet, sampleLog(4)],
      [patrol, [pushedAt(1, closingEntry(1, 0))]],
    ] as const) {
      await push(world.app, one, from);
    }
    const all = await readBoard(world.app, patrol);
    for (const unit of all.units) {
      const { units } = await readBoard(world.app, patrol, `?unit=${unit.unit.unitId}`);
      expect(units).toEqual([unit]);
    }
    expect((await readBoard(world.app, patrol, '?unit=hn-99')).units).toEqual([]);
    const headers = { authorization: `Bearer ${patrol.deviceToken}` };
    const amiss = await refusal(world.app, { url: '/api/v1/board?unit=', headers });
    expect(amiss.problem).toBe('request/malformed');
  });

  it('[BOARD-2] what a tablet still holds is what it reported less what was taken with it', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(6);
    const queue = { depth: 6, records: 3, oldestWallMs: 1_627_000_000_000 };
    await push(world.app, tablet, entries.slice(0, 4), { queue });
    expect(await onBoard(world.app, tablet)).toMatchObject({
      unsentEntries: 2,
      unsentRecords: 1,
      oldestUnsentWallMs: queue.oldestWallMs,
    });
    // The answer was lost: the tablet counts from where it was and sends the same again, and the rest.
    await push(world.app, tablet, entries, { queue });
    expect(await onBoard(world.app, tablet)).toMatchObject({
      unsentEntries: 0,
      unsentRecords: 0,
      oldestUnsentWallMs: null,
    });
  });

  it('[BOARD-3] a heartbeat without entries is a contact and tells the queue', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await push(world.app, tablet, [], { queue: { depth: 5, records: 2, oldestWallMs: 7 } });
    expect(await onBoard(world.app, tablet)).toMatchObject({
      logId: tablet.logId,
      ackedThrough: 0,
      unsentEntries: 5,
      unsentRecords: 2,
      oldestUnsentWallMs: 7,
      lastContactAtMs: serverNowMs,
    });
  });

  it('[BOARD-8] what a tablet believes delivered and a restored ledger does not hold is unsent', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    const queue = { depth: 0, records: 0, oldestWallMs: null };
    await push(world.app, tablet, [], { from: 7, queue });
    expect(await onBoard(world.app, tablet)).toMatchObject({ ackedThrough: 0, unsentEntries: 6 });
  });

  it('[BOARD-4] unsent is the sum over a tablet’s logs, and a forked log counts until its successor speaks', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const [first, second] = sampleLog(2);
    if (!first || !second) throw new Error('A log of two has two entries.');
    await push(world.app, tablet, [first]);
    const other = { ...second, position: 1 };
    const queue = { depth: 3, records: 1, oldestWallMs: 7 };
    const answer = await push(world.app, tablet, [other], { queue });
    expect(answer.command).toBe('fork');
    expect((await onBoard(world.app, tablet)).unsentEntries).toBe(3);

    const next = { ...tablet, logId: '00000000-0000-7000-8000-000000000002' };
    await push(world.app, next, [], { queue: { depth: 2, records: 1, oldestWallMs: 7 } });
    expect(await onBoard(world.app, tablet)).toMatchObject({
      logId: next.logId,
      unsentEntries: 2,
      unsentRecords: 1,
    });
    const third = { ...tablet, logId: '00000000-0000-7000-8000-000000000003' };
    await push(world.app, third, [], { queue: { depth: 1, records: 0, oldestWallMs: 9 } });
    expect((await onBoard(world.app, tablet)).unsentEntries).toBe(3);
  });

  it('[BOARD-5] shows a closed shift once per log, as it was last closed', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await push(world.app, tablet, [
      pushedAt(1, closingEntry(1, 10)),
      pushedAt(2, closingEntry(2, 12)),
    ]);
    const board = await readBoard(world.app, tablet);
    expect(board.units[0]?.closedShifts).toEqual([
      expect.objectContaining({ shiftId, officer: 'hn-01-qm1', records: 12 }),
    ]);
  });

  it('[BOARD-6] holds counts and times, nothing of a person and no token', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await push(world.app, tablet, sampleLog(4));
    const text = JSON.stringify(await readBoard(world.app, tablet));
    for (const word of [...personalWords, tablet.deviceToken, 'token', 'pin']) {
      expect(text).not.toContain(word);
    }
  });

  it('[BOARD-7] is for enrolled tablets only', async () => {
    await using world = await openWorld(engine);
    const problem = await refusal(world.app, { url: '/api/v1/board' });
    expect(problem).toMatchObject({ problem: 'device/unknown', retry: 'after-sign-in' });
  });
});
