import type { CDPSession } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildTablet } from '../support/build-tablet.ts';
import { openBoard, openBoardCity, updateBoard, type BoardCity } from './board-city.ts';

const minutes = Number(process.env['BENCH_MINUTES'] ?? 60);
const minuteMs = 60_000;
/** Tablets that are heard of in a second: each once a minute. */
const heardASecond = 33;

type Look = { readonly heapMb: number; readonly nodes: number; readonly updateMs: number };

/** What the page holds once all that can be thrown away is gone. */
const lookAt = async (session: CDPSession): Promise<Pick<Look, 'heapMb' | 'nodes'>> => {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((one) => one.name === name)?.value ?? 0;
  return { heapMb: of('JSHeapUsedSize') / 1e6, nodes: of('Nodes') };
};

/** Every second some tablets are heard of, as long as nobody stops it. */
const stir = async ({ db }: BoardCity, stopping: AbortSignal): Promise<void> => {
  const devices = await db.selectFrom('devices').select(['unit_id', 'device_id']).execute();
  for (let from = 0; !stopping.aborted; from = (from + heardASecond) % devices.length) {
    for (const { unit_id, device_id } of devices.slice(from, from + heardASecond)) {
      await db
        .updateTable('devices')
        .set({ last_contact_at: Date.now() })
        .where('unit_id', '=', unit_id)
        .where('device_id', '=', device_id)
        .execute();
    }
    await sleep(1000);
  }
};

/** The board of a city left open: what it holds at the beginning and at the end, and whether it still answers. */
export const benchBoardSoak = async (): Promise<Record<string, number>> => {
  buildTablet();
  const city = await openBoardCity('SQLite');
  const session = await city.page.context().newCDPSession(city.page);
  await session.send('Performance.enable');
  await openBoard(city.page);
  const stopping = new AbortController();
  const stirring = stir(city, stopping.signal);
  const looks: Look[] = [];
  const begunAt = performance.now();
  while (performance.now() - begunAt < minutes * minuteMs) {
    // A tablet that nobody touches locks after five minutes.
    await city.page.mouse.move(10 + (looks.length % 2), 10);
    const updateMs = await updateBoard(city, 7000 + (looks.length % 2000));
    const look = { ...(await lookAt(session)), updateMs };
    looks.push(look);
    console.log(
      JSON.stringify({ minute: Math.round((performance.now() - begunAt) / minuteMs), ...look }),
    );
    await sleep(minuteMs);
  }
  stopping.abort();
  await stirring;
  await city.close();
  const [first, last] = [looks[1] ?? looks[0], looks.at(-1)];
  const updates = looks.map(({ updateMs }) => updateMs).toSorted((one, other) => one - other);
  return {
    board_soak_minutes: Math.round((performance.now() - begunAt) / minuteMs),
    board_soak_heap_mb_first: Math.round(first?.heapMb ?? 0),
    board_soak_heap_mb_last: Math.round(last?.heapMb ?? 0),
    board_soak_nodes_first: first?.nodes ?? 0,
    board_soak_nodes_last: last?.nodes ?? 0,
    board_soak_update_ms_median: Math.round(updates[Math.floor(updates.length / 2)] ?? 0),
    board_soak_update_ms_most: Math.round(updates.at(-1) ?? 0),
  };
};
