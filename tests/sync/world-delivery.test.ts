import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, ok } from '#domain/core/result.ts';
import { genesisDigest } from '#domain/log/chain.ts';
import { listRecords } from '../../src/store/list-records.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { readShift } from '../../src/store/read-shift.ts';
import type { Transport } from '../../src/sync/core/ports.ts';
import { freshMemory, syncRound } from '../../src/sync/core/sync-round.ts';
import { keepPerson, morningMs } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(7);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const keepMany = async (count: number, by = tablet): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await keepPerson(by)).recordId);
  return ids.toSorted();
};

const json = (body: object, status = 200) => Response.json(body, { status });

const delivery = () => readDelivery(tablet.db);

describe('delivery', () => {
  it('[SYNC-1] what was kept with no network arrives once when the network returns', async () => {
    tablet.network.release('lose-request');
    const kept = await keepMany(2);
    tablet.advance(60_000);
    kept.push(...(await keepMany(3)));
    expect(await tablet.sync()).toMatchObject({ kind: 'failed', failure: { kind: 'no-network' } });
    expect(await delivery()).toMatchObject({
      unsentEntries: 10,
      unsentRecords: 5,
      oldestUnsentWallMs: morningMs,
      lastFailure: 'server/unreachable',
      lastContactAtMs: null,
    });

    tablet.network.release();
    await tablet.syncToEnd();

    expect(await world.records()).toEqual(kept);
    expect(await delivery()).toMatchObject({
      unsentEntries: 0,
      unsentRecords: 0,
      oldestUnsentWallMs: null,
      ackedThrough: 10,
      lastFailure: null,
    });
    expect((await listRecords(tablet.db, { limit: 9 })).every((row) => row.delivered)).toBe(true);
  });

  it('[SYNC-2] an answer lost after the commit is sent again and counts once', async () => {
    const kept = await keepMany(3);
    tablet.network.plan('/push', 'lose-answer');
    await tablet.sync();
    expect(await world.records()).toEqual(kept);
    expect(await delivery()).toMatchObject({ unsentRecords: 3, ackedThrough: 0 });
    await tablet.syncToEnd();
    expect(await world.records()).toEqual(kept);
    expect(await delivery()).toMatchObject({ unsentRecords: 0, ackedThrough: 6 });
  });

  it('[SYNC-3] a server restored from a backup gets again what it lost', async () => {
    const first = await keepMany(2);
    await tablet.syncToEnd();
    const later = await keepMany(3);
    await tablet.syncToEnd();

    await world.restoreServer(1);
    expect(await world.records()).toEqual(first);
    tablet.forget();
    await tablet.sync();
    await tablet.syncToEnd();

    expect(await world.records()).toEqual([...first, ...later].toSorted());
    expect(await delivery()).toMatchObject({ unsentRecords: 0, ackedThrough: 10, trouble: null });
  });

  it('[SYNC-4] a digest that differs is noted for a person and nothing is called delivered', async () => {
    await keepMany(2);
    const { transport } = tablet.ports;
    const lying: Transport = {
      ...transport,
      push: async ({ nonce }) =>
        ok({
          nonce,
          epoch: 'other',
          ackedThrough: 4,
          digest: genesisDigest('something else'),
          results: [],
          feedHeads: {},
          serverTime: 0,
          pace: { minIntervalMs: 0 },
        }),
    };
    const ports = { ...tablet.ports, transport: lying };
    let round = await syncRound(ports, freshMemory);
    for (let more = 0; more < 5; more += 1) round = await syncRound(ports, round.memory);
    expect(round.outcome).toEqual({ kind: 'failed', failure: { kind: 'trouble' } });
    expect(await tablet.db.logs.count()).toBeLessThan(6);
    const incidents = (await tablet.db.incidents.toArray()).map(({ incident }) => incident.code);
    expect(new Set(incidents)).toEqual(new Set(['digest/differs']));
    expect(await delivery()).toMatchObject({
      unsentRecords: 2,
      trouble: { code: 'digest/differs', position: 4 },
    });
    const rows = await listRecords(tablet.db, { limit: 9 });
    expect(rows.map((row) => row.delivered)).toEqual([false, false]);
    expect(await delivery()).toMatchObject({ ackedThrough: 0 });
  });

  it('[SYNC-5] whatever is not the server speaking is no network, and the queue stays whole', async () => {
    const html = { headers: { 'content-type': 'text/html' } };
    const strangers = [
      new Response('<html>Đăng nhập Wi-Fi</html>', html),
      json({}),
      json({ nonce: 'not-the-one-sent', ackedThrough: 2 }),
      json({ error: 'pay' }, 402),
      json({ nonce: 'x' }, 511),
      new Response('{"broken', { headers: { 'content-type': 'application/json' } }),
      new Response(null, { status: 204 }),
    ];
    const kept = await keepMany(1);
    for (const stranger of strangers) {
      tablet.network.plan('/push', stranger);
      const outcome = await tablet.sync();
      expect(outcome).toEqual({ kind: 'failed', failure: { kind: 'no-network' } });
      expect(await delivery()).toMatchObject({ unsentRecords: 1, lastContactAtMs: null });
    }
    await tablet.syncToEnd();
    expect(await world.records()).toEqual(kept);
  });

  it('[SYNC-5] a right-looking answer to another question is not believed', async () => {
    await keepMany(1);
    const old = Response.json({
      nonce: 'an-older-nonce',
      epoch: 'e',
      ackedThrough: 0,
      digest: '0'.repeat(64),
      results: [],
      feedHeads: {},
      serverTime: 0,
      pace: { minIntervalMs: 0 },
    });
    tablet.network.plan('/push', old);
    expect(await tablet.sync()).toEqual({ kind: 'failed', failure: { kind: 'no-network' } });
    expect(await delivery()).toMatchObject({ trouble: null });
  });

  it('[SYNC-7] delivery goes on with nobody signed in', async () => {
    const kept = await keepMany(2);
    await tablet.db.vault.lock();
    await tablet.db.settings.delete('session');
    await tablet.syncToEnd();
    expect(await world.records()).toEqual(kept);
  });

  it('[SYNC-10] a batch the server finds too large is sent in smaller parts', async () => {
    const kept = await keepMany(20);
    const { transport } = tablet.ports;
    const refusal = { kind: 'refused', code: 'request/too-large', retry: 'now' } as const;
    const narrow: Transport = {
      ...transport,
      push: async (request) =>
        request.entries.length > 6
          ? fail({ ...refusal, retryAfterMs: null, reference: 'r' })
          : transport.push(request),
    };
    const round = await syncRound({ ...tablet.ports, transport: narrow }, freshMemory);
    expect(round.outcome).toEqual({ kind: 'done', resumeAfterMs: null });
    expect(await world.records()).toEqual(kept);
  });

  it('[SYNC-10] a refusal is told by its code and changes nothing', async () => {
    await keepMany(1);
    const busy = Response.json(
      { problem: 'server/busy', retry: 'later', reference: 'r7' },
      { status: 503, headers: { 'retry-after': '40' } },
    );
    tablet.network.plan('/push', busy);
    expect(await tablet.sync()).toEqual({
      kind: 'failed',
      failure: {
        kind: 'refused',
        code: 'server/busy',
        retry: 'later',
        retryAfterMs: 40_000,
        reference: 'r7',
      },
    });
    expect(await delivery()).toMatchObject({ unsentRecords: 1, lastFailure: 'server/busy' });
  });

  it('[SYNC-12] a tablet enrolled anew delivers what it held under its new name', async () => {
    const kept = await keepMany(2);
    await tablet.syncToEnd();
    kept.push(...(await keepMany(1)));
    const stranger = await world.addTablet();
    const device = await stranger.db.device.get('device');
    if (device) await tablet.db.device.put(device);
    const more = await keepMany(1);
    await tablet.syncToEnd();
    expect(await world.records()).toEqual([...kept, ...more].toSorted());
    expect(await delivery()).toMatchObject({ unsentRecords: 0, trouble: null });
    expect((await readShift(tablet.db, 'cc-01/2021-09-06/2')).records).toBe(4);
  });

  it('[SYNC-12] after the server lost everything, enrolling anew brings back what was delivered too', async () => {
    const kept = await keepMany(3);
    await tablet.syncToEnd();
    await world.restoreServer(0);
    const stranger = await world.addTablet();
    const device = await stranger.db.device.get('device');
    if (device) await tablet.db.device.put(device);
    await tablet.syncToEnd();
    expect(await world.records()).toEqual(kept);
    expect(await delivery()).toMatchObject({ unsentRecords: 0, trouble: null });
  });
});
