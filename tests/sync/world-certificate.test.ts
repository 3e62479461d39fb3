import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#domain/core/result.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { readReceipt } from '../../src/sync/read-receipt.ts';
import { syncRound, freshMemory } from '../../src/sync/core/sync-round.ts';
import type { Transport } from '../../src/sync/core/ports.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(60);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const keep = async (count: number, by = tablet) => {
  for (let index = 0; index < count; index += 1) await keepPerson(by);
};
const hello = async (by = tablet) => {
  by.forget();
  await by.syncToEnd();
};
const certificate = async (by = tablet) => (await readDelivery(by.db)).certificate;
const reconciles = () =>
  tablet.network.delivered.filter(({ url }) => url.endsWith('/reconcile')).length;

describe('the certificate', () => {
  it('[CERT-1] is asked for once all is delivered, proven by the signature, and kept with the log', async () => {
    await keep(3);
    expect(await certificate()).toBeNull();
    await hello();
    expect(await certificate()).toMatchObject({ count: 6, records: 3 });
    const [log] = await tablet.db.logs.toArray();
    const receipt = log?.certificate?.receipt ?? '';
    const noKey = async () => null;
    expect(await readReceipt(tablet.db, receipt, noKey)).toMatchObject({
      logId: log?.logId,
      count: 6,
      records: 3,
      digest: log?.headDigest,
      quarantined: 0,
      skipped: 0,
    });
  });

  it('[CERT-1] is asked for again when the log grew, another history began, or four hours went by', async () => {
    await keep(1);
    await hello();
    await hello();
    expect(reconciles()).toBe(1);
    await keep(1);
    await hello();
    expect(reconciles()).toBe(2);
    tablet.advance(4 * 3_600_000 + 1);
    await hello();
    expect(reconciles()).toBe(3);
    await world.restoreServer(99);
    await hello();
    expect(reconciles()).toBe(4);
    expect(await certificate()).toMatchObject({ count: 4 });
  });

  it('[CERT-4] covers everything the tablet holds, or there is none', async () => {
    await keep(2);
    await hello();
    const clone = await world.cloneTablet(tablet);
    await keep(1);
    expect(await certificate()).toBeNull();
    await hello();
    expect(await certificate()).toMatchObject({ count: 6, records: 3 });
    await keep(2, clone);
    await clone.syncToEnd();
    await hello(clone);
    expect((await clone.db.logs.toArray()).map((log) => log.state).toSorted()).toEqual([
      'forked',
      'open',
    ]);
    expect(await certificate(clone)).toMatchObject({ count: 8, records: 4 });
  });

  it('[CERT-2] a receipt by another key, or about something else, is not believed and is told', async () => {
    await keep(1);
    await hello();
    const stranger = await world.addTablet();
    await keep(1, stranger);
    await hello(stranger);
    const foreign = (await stranger.db.logs.toArray())[0]?.certificate?.receipt ?? '';
    const real = (await tablet.db.logs.toArray())[0]?.certificate?.receipt ?? '';
    const [header, payload, signature] = real.split('.');
    const [, otherPayload] = foreign.split('.');
    const forged = [
      foreign,
      `${header}.${otherPayload}.${signature}`,
      `${header}.${payload}.${signature?.toLowerCase()}`,
      `${header}.${payload}.`,
      `${btoa('{"alg":"none"}')}.${payload}.`,
      'no receipt at all',
    ];
    for (const receipt of forged) {
      await keep(1);
      const { transport } = tablet.ports;
      const lying: Transport = {
        ...transport,
        reconcile: async (request) => {
          const answer = await transport.reconcile(request);
          return answer.ok ? ok({ ...answer.value, receipt }) : answer;
        },
      };
      await syncRound({ ...tablet.ports, transport: lying }, freshMemory);
      expect(await readDelivery(tablet.db)).toMatchObject({
        certificate: null,
        unsentEntries: 0,
        trouble: { code: 'receipt/unproven' },
      });
    }
    await hello();
    expect(await readDelivery(tablet.db)).toMatchObject({
      trouble: null,
      certificate: { count: 2 + 2 * forged.length },
    });
  });

  it('[CERT-2] a server that comes with another key than the first one is not believed', async () => {
    await keep(1);
    await hello();
    const device = await tablet.db.device.get('device');
    if (!device?.receiptKey) throw new Error('no key was learned');
    const { receiptKey: own } = device;
    await tablet.db.device.put({ ...device, receiptKey: { ...own, kid: 'another' } });
    await keep(1);
    await hello();
    expect(await readDelivery(tablet.db)).toMatchObject({ trouble: { code: 'receipt/unproven' } });
  });

  it('[LIVE-5] a server too busy to be read is still sent to, and is read again when it asked', async () => {
    const busy = (word: string) =>
      tablet.network.plan(
        word,
        Response.json(
          { problem: 'server/busy', retry: 'later', reference: 'r' },
          { status: 503, headers: { 'retry-after': '120' } },
        ),
      );
    busy('/pull');
    await keep(1);
    expect(await tablet.sync()).toMatchObject({ kind: 'done' });
    expect(await readDelivery(tablet.db)).toMatchObject({ unsentEntries: 0, lastFailure: null });
    const pulls = () => tablet.network.delivered.filter(({ url }) => url.includes('/pull')).length;
    tablet.advance(61_000);
    await keep(1);
    expect(await tablet.sync()).toMatchObject({ kind: 'done' });
    expect(await readDelivery(tablet.db)).toMatchObject({ unsentEntries: 0 });
    expect(pulls()).toBe(0);
    tablet.advance(300_000);
    await tablet.sync();
    expect(pulls()).toBeGreaterThan(0);
    expect(await certificate()).toMatchObject({ count: 4 });
  });
});
