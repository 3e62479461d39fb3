import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptReceipt, acceptReceiptFile } from '../../src/actions/accept-receipt.ts';
import { handOver } from '../../src/actions/hand-over.ts';
import { takeCustody } from '../../src/actions/take-custody.ts';
import { listParcels } from '../../src/store/parcels.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { carryParcels } from '../../src/sync/deliver-parcels.ts';
import { chotFileToBytes } from '#protocol/chot-file.ts';
import { keepPerson, sampleSession, settleIn } from '../support/tablet-fixture.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { writeFile, takeFile, carryOn, receiptsOf, heldEntries } from '../support/hand-over.ts';
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

describe('a tablet without a network hands over what it holds', () => {
  it('[CARRY-1] another one takes it to the server, brings back what that signed, and all of it is delivered and proven', async () => {
    for (let person = 0; person < 4; person += 1) await keepPerson(origin);
    const before = await readDelivery(origin.db);
    expect(before).toMatchObject({ unsentEntries: 8, unsentRecords: 4 });
    const taken = await takeFile(courier, await writeFile(origin));
    expect(taken).toEqual({ originName: 'Máy', entries: 8, records: 4, isNew: true });
    // Nothing is called delivered that only a courier has.
    expect(await readDelivery(origin.db)).toEqual(before);
    expect(await carryOn(courier)).toBe(true);
    expect(await world.records()).toHaveLength(4);
    const [receipt = ''] = await receiptsOf(courier);
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
    const taken = await takeFile(courier, await writeFile(origin));
    expect(taken).toMatchObject({ entries: 1200, records: 600 });
    expect((await listParcels(courier.db)).length).toBeGreaterThan(2);
    expect(await carryOn(courier)).toBe(true);
    const receipts = await receiptsOf(courier);
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
    await origin.db.vault.lock();
    const bytes = await writeFile(origin);
    await courier.db.settings.put({
      key: 'session',
      value: { ...sampleSession, role: 'paper-officer' },
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
          await takeFile(one, files[dice(files.length)] ?? new Uint8Array());
        } else if (deed === 4) {
          one.network.plan(
            '/carried',
            (['deliver', 'lose-request', 'lose-answer'] as const)[dice(3)] ?? 'deliver',
          );
          await carryOn(one);
        } else if (deed === 5) {
          for (const receipt of await receiptsOf(other)) await acceptReceipt(origin, receipt);
        } else if (dice(3) === 0) await origin.sync();
      }
      const last = await handOver(origin);
      if (last.ok) await takeFile(second, last.value.bytes);
      await carryOn(courier);
      await carryOn(second);
      await origin.syncToEnd();
      const entries = await heldEntries(world);
      expect(new Set(entries).size).toBe(entries.length);
      expect(entries).toHaveLength(2 * kept);
      expect(new Set(await world.records()).size).toBe(kept);
      expect(await readDelivery(origin.db)).toMatchObject({ unsentEntries: 0, trouble: null });
    },
  );

  it('[CARRY-3] a part that comes before the one it follows waits for it', async () => {
    await keepPerson(origin);
    const first = await writeFile(origin);
    await takeFile(courier, first);
    await carryOn(courier);
    for (const receipt of await receiptsOf(courier)) await acceptReceipt(origin, receipt);
    await keepPerson(origin);
    const second = await writeFile(origin);
    await world.restoreServer(0);
    await takeFile(courier, second);
    expect(await carryOn(courier)).toBe(false);
    expect(await heldEntries(world)).toEqual([]);
    const other = await world.addTablet();
    await takeFile(other, first);
    await carryOn(other);
    expect(await carryOn(courier)).toBe(true);
    expect(await heldEntries(world)).toHaveLength(4);
  });

  it('[CARRY-7] custody outlives a restart, the same file twice is one, and nobody need be signed in to deliver', async () => {
    await keepPerson(origin);
    const bytes = await writeFile(origin);
    await takeFile(courier, bytes);
    expect(await takeFile(courier, bytes)).toMatchObject({ isNew: false });
    const restarted = courier.restart();
    await restarted.db.settings.delete('session');
    await restarted.db.vault.lock();
    const { db, clock } = restarted;
    expect(await carryParcels({ db, clock, transport: courier.ports.transport })).toBe(true);
    const [row] = await db.parcels.toArray();
    expect(row).toMatchObject({ state: 'delivered', takenBy: 'cb-01' });
    expect(row?.bytes).toHaveLength(0);
    expect(await world.records()).toHaveLength(1);
  });

  it('[CARRY-7] a tablet that does not belong to anybody hands nothing over', async () => {
    const { db } = courier;
    await db.device.clear();
    expect(await handOver(courier)).toMatchObject({ error: { code: 'device/not-enrolled' } });
    await settleIn(courier);
    expect(await handOver(courier)).toMatchObject({ error: { code: 'carry/no-key' } });
  });
});
