import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptReceipt, acceptReceiptFile } from '../../src/actions/accept-receipt.ts';
import { handOver } from '../../src/actions/hand-over.ts';
import { takeCustody } from '../../src/actions/take-custody.ts';
import { listParcels } from '../../src/store/parcels.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { carryParcels } from '../../src/sync/deliver-parcels.ts';
import { endDevice } from '../../sync-server/services/end-device.ts';
import { chotFileToBytes } from '#protocol/chot-file.ts';
import { keepPerson, morningMs, settleIn } from '../support/tablet-fixture.ts';
import { openTestFrame } from '../support/sealing.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let origin: WorldTablet;
let courier: WorldTablet;

beforeEach(async () => {
  world = await createWorld(140);
  origin = await world.addTablet();
  courier = await world.addTablet();
  // Once, to be told of officers and keys; from here on the first one has no network.
  await origin.syncToEnd();
});
afterEach(() => world.close());

const write = async (tablet = origin): Promise<Uint8Array<ArrayBuffer>> => {
  const handed = await handOver(tablet);
  if (!handed.ok) throw new Error(handed.error.code);
  return handed.value.bytes;
};

const take = async (bytes: Uint8Array, by = courier) => {
  const taken = await takeCustody(by, bytes);
  if (!taken.ok) throw new Error(taken.error.code);
  return taken.value;
};

const carry = ({ db, clock, ports }: WorldTablet = courier): Promise<boolean> =>
  carryParcels({ db, clock, transport: ports.transport });

const receiptsOf = async ({ db }: WorldTablet = courier): Promise<string[]> =>
  (await listParcels(db)).flatMap(({ receipt }) => receipt ?? []);

const heldEntries = async (): Promise<string[]> =>
  (await world.store().listEntries({ unitId: 'cc-01', status: 'applied' })).map(
    ({ entryId }) => entryId,
  );

const switchOff = async ({ db, random }: WorldTablet) => {
  const deviceId = (await db.device.get('device'))?.deviceId ?? '';
  const ports = { store: world.store(), clock: () => morningMs, random, openFrame: openTestFrame };
  await endDevice(ports, { deviceId, kind: 'switched-off', reason: 'Mất' });
};

describe('a tablet without a network hands over what it holds', () => {
  it('[CARRY-1] another one takes it to the server, brings back what that signed, and all of it is delivered and proven', async () => {
    for (let person = 0; person < 4; person += 1) await keepPerson(origin);
    const before = await readDelivery(origin.db);
    expect(before).toMatchObject({ unsentEntries: 8, unsentRecords: 4 });
    const taken = await take(await write());
    expect(taken).toEqual({ originName: 'Máy', entries: 8, records: 4, isNew: true });
    // Nothing is called delivered that only a courier has.
    expect(await readDelivery(origin.db)).toEqual(before);
    expect(await carry()).toBe(true);
    expect(await world.records()).toHaveLength(4);
    const [receipt = ''] = await receiptsOf();
    expect(await acceptReceipt(origin, receipt)).toEqual({
      ok: true,
      value: { entries: 8, unsent: 0 },
    });
    expect(await readDelivery(origin.db)).toMatchObject({
      unsentEntries: 0,
      trouble: null,
      certificate: { count: 8, records: 4 },
    });
  });

  it('[CARRY-1] a day’s entries go in parts, and the same receipt as a file', async () => {
    for (let person = 0; person < 600; person += 1) await keepPerson(origin);
    const taken = await take(await write());
    expect(taken).toMatchObject({ entries: 1200, records: 600 });
    expect((await listParcels(courier.db)).length).toBeGreaterThan(2);
    expect(await carry()).toBe(true);
    const receipts = await receiptsOf();
    const file = chotFileToBytes({ kind: 'receipts', receipts });
    expect(await acceptReceiptFile(origin, file)).toMatchObject({ ok: true, value: { unsent: 0 } });
    expect(await readDelivery(origin.db)).toMatchObject({ certificate: { count: 1200 } });
    expect(await world.records()).toHaveLength(600);
  });

  it('[CARRY-2] only what is sealed leaves: an entry that could be read on the way stays until there is a network', async () => {
    const early = await world.addTablet();
    await keepPerson(early);
    await early.ports.store.openLog({ deviceId: 'x', unitId: 'cc-01' }, 'x');
    expect(await handOver(early)).toEqual({ ok: false, error: { code: 'carry/unsealed' } });
    expect(await handOver(origin)).toEqual({ ok: false, error: { code: 'carry/nothing' } });
  });

  it('[CARRY-2] it needs no PIN, and who takes it must be signed in as the supervisor', async () => {
    await keepPerson(origin);
    origin.db.vault.lock();
    const bytes = await write();
    const { sessionId, officerId, startedWallMs } = (await courier.db.settings.get('session'))
      ?.value as { sessionId: string; officerId: string; startedWallMs: number };
    await courier.db.settings.put({
      key: 'session',
      value: { sessionId, officerId, startedWallMs, role: 'paper-officer' },
    });
    expect(await takeCustody(courier, bytes)).toEqual({
      ok: false,
      error: { code: 'officer/not-allowed' },
    });
    expect(await courier.db.parcels.count()).toBe(0);
    expect(await takeCustody(origin, bytes)).toMatchObject({ ok: false });
  });

  it.each([1, 2, 3, 4, 5, 6])(
    '[CARRY-3] by two couriers and by itself, interrupted, repeated and out of order: each entry once (seed %i)',
    async (seed) => {
      const second = await world.addTablet();
      const random = seededRandom(seed);
      const dice = (sides: number): number => (random(1)[0] ?? 0) % sides;
      const files: Uint8Array[] = [];
      let kept = 0;
      for (let step = 0; step < 40; step += 1) {
        const [one, other] = dice(2) === 0 ? [courier, second] : [second, courier];
        const deed = dice(7);
        if (deed <= 1) {
          await keepPerson(origin);
          kept += 1;
        } else if (deed === 2 && kept > 0) {
          const handed = await handOver(origin);
          if (handed.ok) files.push(handed.value.bytes);
        } else if (deed === 3 && files.length > 0) {
          await take(files[dice(files.length)] ?? new Uint8Array(), one);
        } else if (deed === 4) {
          one.network.plan(
            '/carried',
            (['deliver', 'lose-request', 'lose-answer'] as const)[dice(3)] ?? 'deliver',
          );
          await carry(one);
        } else if (deed === 5) {
          for (const receipt of await receiptsOf(other)) await acceptReceipt(origin, receipt);
        } else if (dice(3) === 0) await origin.sync();
      }
      await take(await write().catch(() => files.at(-1) ?? new Uint8Array()), second).catch(
        () => null,
      );
      await carry(courier);
      await carry(second);
      await origin.syncToEnd();
      const entries = await heldEntries();
      expect(new Set(entries).size).toBe(entries.length);
      expect(entries).toHaveLength(2 * kept);
      expect(new Set(await world.records()).size).toBe(kept);
      expect(await readDelivery(origin.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    },
  );

  it('[CARRY-3] a part that comes before the one it follows waits for it', async () => {
    await keepPerson(origin);
    const first = await write();
    await take(first);
    await carry();
    for (const receipt of await receiptsOf()) await acceptReceipt(origin, receipt);
    await keepPerson(origin);
    const second = await write();
    await world.restoreServer(0);
    await take(second);
    expect(await carry()).toBe(false);
    expect(await heldEntries()).toEqual([]);
    const other = await world.addTablet();
    await take(first, other);
    await carry(other);
    expect(await carry()).toBe(true);
    expect(await heldEntries()).toHaveLength(4);
  });

  it('[CARRY-4] what was changed on the way is refused by the courier, and what another key signed by the server', async () => {
    await keepPerson(origin);
    const bytes = await write();
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
    await take(await write(forger));
    expect(await carry()).toBe(true);
    expect(await listParcels(courier.db)).toMatchObject([
      { state: 'refused', reason: 'parcel/refused' },
    ]);
    expect(await heldEntries()).toEqual([]);
  });

  it('[CARRY-5] a courier that was switched off still delivers, is told nothing, and erases itself only then', async () => {
    await courier.syncToEnd();
    await keepPerson(origin);
    await take(await write());
    await switchOff(courier);
    courier.network.plan('/carried', 'lose-request');
    expect(await carry()).toBe(false);
    courier.forget();
    await courier.syncToEnd();
    expect(await courier.db.parcels.count()).toBe(1);
    expect(await carry()).toBe(true);
    expect(await receiptsOf()).toEqual([]);
    expect(await world.records()).toHaveLength(1);
    courier.forget();
    await courier.syncToEnd();
    expect(await courier.db.parcels.count()).toBe(0);
  });

  it('[CARRY-5] what a switched-off tablet handed over is held in quarantine, as if it had sent it', async () => {
    await keepPerson(origin);
    const bytes = await write();
    await switchOff(origin);
    await take(bytes);
    expect(await carry()).toBe(true);
    expect(await world.records()).toEqual([]);
    const kept = await world.store().listEntries({ unitId: 'cc-01', status: 'quarantined' });
    expect(kept).toHaveLength(2);
    const [receipt = ''] = await receiptsOf();
    expect(await acceptReceipt(origin, receipt)).toMatchObject({ ok: true, value: { entries: 2 } });
  });

  it('[CARRY-6] a receipt is believed by the key this tablet knows, for this tablet, this server and forward only', async () => {
    await keepPerson(origin);
    await take(await write());
    await carry();
    const [old = ''] = await receiptsOf();
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

  it('[CARRY-7] custody outlives a restart, the same file twice is one, and nobody need be signed in to deliver', async () => {
    await keepPerson(origin);
    const bytes = await write();
    await take(bytes);
    expect(await take(bytes)).toMatchObject({ isNew: false });
    const restarted = courier.restart();
    await restarted.db.settings.delete('session');
    restarted.db.vault.lock();
    const { db, clock } = restarted;
    expect(await carryParcels({ db, clock, transport: courier.ports.transport })).toBe(true);
    const [row] = await db.parcels.toArray();
    expect(row).toMatchObject({ state: 'delivered', takenBy: 'cb-01' });
    expect(row?.bytes).toHaveLength(0);
    expect(await world.records()).toHaveLength(1);
  });

  it('[CARRY-8] the board counts what a courier brought, and never makes less of a queue for an old file', async () => {
    const deviceId = (await origin.db.device.get('device'))?.deviceId;
    const standing = async () =>
      (await world.store().listStandings()).find((one) => one.deviceId === deviceId);
    await keepPerson(origin);
    const old = await write();
    await keepPerson(origin);
    await take(await write());
    await carry();
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
    await take(old, other);
    await carry(other);
    expect(await standing()).toMatchObject({ ackedThrough: 4, unsentEntries: 2, unsentRecords: 1 });
  });

  it('[CARRY-9] a log that goes another way at the server is not added to, and says so', async () => {
    await keepPerson(origin);
    const clone = await world.cloneTablet(origin);
    await keepPerson(clone);
    await clone.syncToEnd();
    await keepPerson(origin);
    const before = await heldEntries();
    await take(await write());
    expect(await carry()).toBe(true);
    expect(await listParcels(courier.db)).toMatchObject([{ reason: 'carry/other-history' }]);
    expect(await heldEntries()).toEqual(before);
    // With a network the tablet itself goes on under another log, and nothing is lost.
    await origin.syncToEnd();
    expect(new Set(await world.records()).size).toBe(3);
  });

  it('[CARRY-7] a tablet that does not belong to anybody hands nothing over', async () => {
    const { db } = courier;
    await db.device.clear();
    expect(await handOver(courier)).toMatchObject({ error: { code: 'device/not-enrolled' } });
    await settleIn(courier);
    expect(await handOver(courier)).toMatchObject({ error: { code: 'carry/no-key' } });
  });
});
