import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptReceipt } from '../../src/actions/accept-receipt.ts';
import { takeCustody } from '../../src/actions/take-custody.ts';
import { listParcels } from '../../src/store/parcels.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { keepPerson, morningMs } from '../support/tablet-fixture.ts';
import {
  writeFile,
  takeFile,
  carryOn,
  receiptsOf,
  heldEntries,
  switchOff,
} from '../support/hand-over.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let origin: WorldTablet;
let courier: WorldTablet;

beforeEach(async () => {
  world = await createWorld(141);
  origin = await world.addTablet();
  courier = await world.addTablet();
  // Once, to be told of officers and keys; from here on the first one has no network.
  await origin.syncToEnd();
});
afterEach(() => world.close());

describe('what is believed of a hand-over', () => {
  it('[CARRY-4] what was changed on the way is refused by the courier, and what another key signed by the server', async () => {
    await keepPerson(origin);
    const bytes = await writeFile(origin);
    for (let place = 0; place < bytes.length; place += 37) {
      const changed = new Uint8Array(bytes);
      changed[place] = (changed[place] ?? 0) ^ 4;
      expect(await takeCustody(courier, changed)).toMatchObject({ ok: false });
    }
    expect(await courier.db.parcels.count()).toBe(0);
    // Somebody else writes in the name of the first tablet, with a key of their own.
    const forger = await world.addTablet();
    await forger.syncToEnd();
    const own = await forger.db.device.get('device');
    const victim = await origin.db.device.get('device');
    if (!own || !victim) throw new Error('both are enrolled');
    await forger.db.device.put({ ...own, deviceId: victim.deviceId });
    await keepPerson(forger);
    await takeFile(courier, await writeFile(forger));
    expect(await carryOn(courier)).toBe(true);
    expect(await listParcels(courier.db)).toMatchObject([
      { state: 'refused', reason: 'parcel/refused' },
    ]);
    expect(await heldEntries(world)).toEqual([]);
  });

  it('[CARRY-5] a courier that was switched off still delivers, is told nothing, and erases itself only then', async () => {
    await courier.syncToEnd();
    await keepPerson(origin);
    await takeFile(courier, await writeFile(origin));
    await switchOff(world, courier);
    courier.network.plan('/carried', 'lose-request');
    expect(await carryOn(courier)).toBe(false);
    courier.forget();
    await courier.syncToEnd();
    expect(await courier.db.parcels.count()).toBe(1);
    expect(await carryOn(courier)).toBe(true);
    expect(await receiptsOf(courier)).toEqual([]);
    expect(await world.records()).toHaveLength(1);
    courier.forget();
    await courier.syncToEnd();
    expect(await courier.db.parcels.count()).toBe(0);
  });

  it('[CARRY-5] what a switched-off tablet handed over is held in quarantine, as if it had sent it', async () => {
    await keepPerson(origin);
    const bytes = await writeFile(origin);
    await switchOff(world, origin);
    await takeFile(courier, bytes);
    expect(await carryOn(courier)).toBe(true);
    expect(await world.records()).toEqual([]);
    const kept = await world.store().listEntries({ unitId: 'cc-01', status: 'quarantined' });
    expect(kept).toHaveLength(2);
    const [receipt = ''] = await receiptsOf(courier);
    expect(await acceptReceipt(origin, receipt)).toMatchObject({ ok: true, value: { entries: 2 } });
  });

  it('[CARRY-6] a receipt is believed by the key this tablet knows, for this tablet, this server and forward only', async () => {
    await keepPerson(origin);
    await takeFile(courier, await writeFile(origin));
    await carryOn(courier);
    const [old = ''] = await receiptsOf(courier);
    const [head = '', body = '', signature = ''] = old.split('.');
    const turned = `${head}.${body}.${signature.slice(0, -4)}AAAA`;
    expect(await acceptReceipt(origin, turned)).toMatchObject({
      error: { code: 'receipt/unproven' },
    });
    expect(await acceptReceipt(origin, 'x.y.z')).toMatchObject({
      error: { code: 'receipt/unproven' },
    });
    expect(await acceptReceipt(courier, old)).toMatchObject({
      error: { code: 'carry/other-receipt' },
    });
    expect(await readDelivery(origin.db)).toMatchObject({ unsentEntries: 2, trouble: null });
    await origin.syncToEnd();
    await keepPerson(origin);
    origin.forget();
    await origin.syncToEnd();
    // An older one changes nothing.
    expect(await acceptReceipt(origin, old)).toEqual({
      ok: true,
      value: { entries: 0, unsent: 0 },
    });
    expect(await readDelivery(origin.db)).toMatchObject({ certificate: { count: 4 } });
    const contact = await origin.ports.store.readContact();
    await origin.db.settings.put({ key: 'contact', value: { ...contact, epoch: 'another' } });
    expect(await acceptReceipt(origin, old)).toMatchObject({
      error: { code: 'carry/other-history' },
    });
    const { receiptKey: _forgotten, ...device } = (await origin.db.device.get('device')) ?? {};
    await origin.db.device.put(device as never);
    expect(await acceptReceipt(origin, old)).toMatchObject({
      error: { code: 'carry/no-server-key' },
    });
  });

  it('[CARRY-8] the board counts what a courier brought, and never makes less of a queue for an old file', async () => {
    const deviceId = (await origin.db.device.get('device'))?.deviceId;
    const standing = async () =>
      (await world.store().listStandings()).find((one) => one.deviceId === deviceId);
    await keepPerson(origin);
    const old = await writeFile(origin);
    await keepPerson(origin);
    await takeFile(courier, await writeFile(origin));
    await carryOn(courier);
    expect(await standing()).toMatchObject({ ackedThrough: 4, unsentEntries: 0, unsentRecords: 0 });
    // A heartbeat told of more; the old file comes after it.
    const log = (await origin.ports.store.readLogs())[0];
    if (!log) throw new Error('there is a log');
    await keepPerson(origin);
    await origin.ports.transport.push({
      protocol: 3,
      nonce: 'nonce-of-heartbeat',
      logId: log.logId,
      epochSeen: null,
      from: 5,
      entries: [],
      clock: { wall: morningMs, mono: 0 },
      queue: { depth: 2, records: 1, oldestWallMs: morningMs },
      app: 'test',
    });
    const other = await world.addTablet();
    await takeFile(other, old);
    await carryOn(other);
    expect(await standing()).toMatchObject({ ackedThrough: 4, unsentEntries: 2, unsentRecords: 1 });
  });

  it('[CARRY-9] of a log that a copy of the profile wrote to as well, all is kept, once', async () => {
    await keepPerson(origin);
    const clone = await world.cloneTablet(origin);
    await keepPerson(clone);
    await clone.syncToEnd();
    await keepPerson(origin);
    const bytes = await writeFile(origin);
    await takeFile(courier, bytes);
    expect(await carryOn(courier)).toBe(true);
    expect(await listParcels(courier.db)).toMatchObject([
      { state: 'delivered', reason: 'carry/kept-apart' },
    ]);
    expect(await receiptsOf(courier)).toEqual([]);
    const held = await heldEntries(world);
    expect(held).toHaveLength(6);
    const other = await world.addTablet();
    await takeFile(other, bytes);
    expect(await carryOn(other)).toBe(true);
    expect(await heldEntries(world)).toEqual(held);
    expect(await readDelivery(origin.db)).toMatchObject({ unsentEntries: 4 });
    // With a network the tablet itself goes on under another log, and meets what was kept.
    await origin.syncToEnd();
    expect(await heldEntries(world)).toEqual(held);
    expect(await readDelivery(origin.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    expect(await world.records()).toHaveLength(3);
  });

  it('[CARRY-9] an entry that its tablet has lost since, and declared lost, is kept from the file', async () => {
    await keepPerson(origin);
    await keepPerson(origin);
    const bytes = await writeFile(origin);
    await takeFile(courier, bytes);
    const [log] = await origin.ports.store.readLogs();
    await origin.db.entries.delete([log?.logId ?? '', 2]);
    origin.forget();
    await origin.syncToEnd();
    expect(await world.records()).toHaveLength(1);
    expect(await carryOn(courier)).toBe(true);
    expect(await world.records()).toHaveLength(2);
    expect(await heldEntries(world)).toHaveLength(4);
  });

  it('[CARRY-9] a position that was declared lost is carried as lost; before that the file ends where the hole is', async () => {
    await keepPerson(origin);
    origin.forget();
    await origin.syncToEnd();
    await keepPerson(origin);
    await keepPerson(origin);
    const [log] = await origin.ports.store.readLogs();
    if (!log) throw new Error('there is a log');
    await origin.db.entries.delete([log.logId, 4]);
    expect(await takeFile(courier, await writeFile(origin))).toMatchObject({ entries: 1 });
    await carryOn(courier);
    const { ackedThrough, ackedDigest: digest } = log;
    const incidentId = '55555555-5555-4555-8555-555555555555';
    const heard = { ackedThrough, digest, incidentId, nowMs: morningMs };
    await origin.ports.store.mendLostRows(log.logId, heard);
    expect(await takeFile(courier, await writeFile(origin))).toMatchObject({ entries: 4 });
    expect(await carryOn(courier)).toBe(true);
    for (const receipt of await receiptsOf(courier)) await acceptReceipt(origin, receipt);
    expect(await readDelivery(origin.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    expect(await world.records()).toHaveLength(2);
    const held = await world.store().findLog({ unitId: 'cc-01', logId: log.logId });
    expect(held).toMatchObject({ ackedThrough: 6, skipped: 1 });
  });
});
