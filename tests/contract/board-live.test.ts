import { describe, expect, it } from 'vitest';
import { hourMs, hourOf } from '#domain/board/counted.ts';
import {
  boardLiveEventSchema,
  boardUnitResponseSchema,
  hoursShown,
  type BoardRow,
} from '#protocol/board-live.ts';
import { protocolVersion } from '#protocol/version.ts';
import { callServer, jsonBody, listenToServer } from '../../src/platform/network.ts';
import { bothEngines } from './engines.ts';
import { seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, personalWords, pushedAt, sampleLog } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld } from './server-world.ts';

const body = (what: object = {}) =>
  jsonBody({ protocol: protocolVersion, nonce: 'nonce-of-board', ...what });

/** Somebody at a tablet who may see the board, over a real line. */
const withWatcher = async (world: ServerWorld, role: 'supervisor' | 'paper-officer') => {
  const tablet = await world.enrol('hn-01', 'Máy 1');
  const session = await tokenOf(world, tablet, await seedOfficer(world, 'hn-01', role));
  const url = await world.app.listen({ host: '127.0.0.1', port: 0 });
  const credential = { token: tablet.deviceToken };
  const unit = (unitId: string) =>
    callServer(
      {
        url: `${url}/api/v1/board/unit`,
        answer: boardUnitResponseSchema,
        credential,
        session,
        body: body({ unitId }),
        nonce: 'nonce-of-board',
      },
      fetch,
    );
  const follow = (onRows: (rows: readonly BoardRow[]) => void, stopping: AbortSignal) =>
    listenToServer(
      {
        url: `${url}/api/v1/board/live`,
        answer: boardLiveEventSchema,
        credential,
        session,
        body: body(),
      },
      fetch,
      ({ rows }) => {
        if (rows.length > 0) onRows(rows);
      },
      stopping,
    );
  return { tablet, unit, follow };
};

const told = {
  drafts: 2,
  battery: { percent: 61, charging: false },
  storage: { usedMb: 12, quotaMb: 900 },
};

describe.each(bothEngines)('the board as it happens, on $name', (engine) => {
  it('[BOARD-13] tells every unit first and then only those that changed, by itself', async () => {
    await using world = await openWorld(engine);
    const { tablet, follow } = await withWatcher(world, 'supervisor');
    await world.enrol('tt-01', 'Máy T');
    const stopping = new AbortController();
    const heard: (readonly BoardRow[])[] = [];
    const following = follow((rows) => heard.push(rows), stopping.signal);
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]?.map(({ unitId, delivered }) => [unitId, delivered])).toEqual([
      ['hn-01', 0],
      ['tt-01', 0],
    ]);
    const queue = { depth: 6, records: 3, oldestWallMs: serverNowMs - 61_500 };
    await push(world.app, tablet, sampleLog(4), { queue, tablet: told });
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(2);
    const [row, ...others] = heard[1] ?? [];
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      unitId: 'hn-01',
      name: 'Cầu Giẽ',
      tablets: [[serverNowMs, 1]],
      delivered: 2,
      unsent: 1,
      // The tablet's clock is behind by a second and a half.
      oldestUnsentAtMs: serverNowMs - 60_000,
      drafts: 2,
      hourMs: hourOf(serverNowMs),
    });
    expect(row?.hours.at(-2)).toBe(2);
    stopping.abort();
    await following;
  });

  it('[BOARD-17] whoever comes back is told every unit at once, and what changed while nobody looked', async () => {
    await using world = await openWorld(engine);
    const { tablet, follow } = await withWatcher(world, 'supervisor');
    await world.enrol('tt-01', 'Máy T');
    const hear = async (until: number) => {
      const stopping = new AbortController();
      const heard: BoardRow[] = [];
      const following = follow((rows) => heard.push(...rows), stopping.signal);
      const delivered = () => heard.findLast(({ unitId }) => unitId === 'hn-01')?.delivered;
      await expect.poll(delivered, { timeout: 5000 }).toBe(until);
      expect(heard.slice(0, 2).map(({ unitId }) => unitId)).toEqual(['hn-01', 'tt-01']);
      stopping.abort();
      await following;
    };
    await hear(0);
    await push(world.app, tablet, sampleLog(4));
    await hear(2);
  });

  it('[BOARD-14] opens a unit tablet by tablet and hour by hour, with what each tells of itself', async () => {
    await using world = await openWorld(engine);
    const { tablet, unit } = await withWatcher(world, 'supervisor');
    await push(world.app, tablet, sampleLog(4), { tablet: told });
    const turnedBack = crossingEntry(6);
    await push(world.app, tablet, [
      pushedAt(5, {
        ...turnedBack,
        kind: 'crossing.recorded',
        data: { ...crossingData(), 'check.verdict': 'turn_back' },
      }),
    ]);
    await world.store.transact((tx) => tx.queueChecks('hn-01', ['one', 'two'], serverNowMs));
    const answer = await unit('hn-01');
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    const { tablets, hours } = answer.value;
    expect(tablets).toMatchObject([
      {
        name: 'Máy 1',
        delivered: 3,
        unsentRecords: 0,
        lastContactAtMs: serverNowMs,
        clockOffsetMs: 1500,
        app: '0.1.0',
        told,
        ended: null,
      },
    ]);
    expect(hours).toHaveLength(hoursShown);
    expect(hours.at(-1)).toMatchObject({ hourMs: hourOf(serverNowMs), waiting: 2 });
    expect(hours.at(-2)).toMatchObject({
      hourMs: hourOf(serverNowMs) - hourMs,
      verdicts: { pass: 2 },
      paper: 0,
      scan: 2,
    });
    for (const word of personalWords) expect(JSON.stringify(answer.value)).not.toContain(word);
    expect(await unit('hn-99')).toMatchObject({ ok: false, error: { code: 'unit/unknown' } });
  });

  it('[BOARD-13] is for whoever may see the board', async () => {
    await using world = await openWorld(engine);
    const { follow, unit } = await withWatcher(world, 'paper-officer');
    const refused = { kind: 'refused', code: 'officer/not-allowed' };
    expect(await follow(() => undefined, new AbortController().signal)).toMatchObject(refused);
    expect(await unit('hn-01')).toMatchObject({ error: refused });
  });
});

const crossingData = () => {
  const { kind, data } = crossingEntry(6);
  if (kind !== 'crossing.recorded') throw new Error('A crossing is one.');
  return data;
};
