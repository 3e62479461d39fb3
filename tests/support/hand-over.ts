import { handOver } from '../../src/actions/hand-over.ts';
import { takeCustody, type TakenCustody } from '../../src/actions/take-custody.ts';
import { listParcels } from '../../src/store/parcels.ts';
import { carryParcels } from '../../src/sync/deliver-parcels.ts';
import { endDevice } from '../../sync-server/services/end-device.ts';
import { openTestFrame } from './sealing.ts';
import { morningMs } from './tablet-fixture.ts';
import type { World, WorldTablet } from './world.ts';

/** What a tablet hands over; the test fails if it cannot. */
export const writeFile = async (tablet: WorldTablet): Promise<Uint8Array<ArrayBuffer>> => {
  const handed = await handOver(tablet);
  if (!handed.ok) throw new Error(handed.error.code);
  return handed.value.bytes;
};

export const takeFile = async (by: WorldTablet, bytes: Uint8Array): Promise<TakenCustody> => {
  const taken = await takeCustody(by, bytes);
  if (!taken.ok) throw new Error(taken.error.code);
  return taken.value;
};

/** @returns whether nothing is left to bring */
export const carryOn = ({ db, clock, ports }: WorldTablet): Promise<boolean> =>
  carryParcels({ db, clock, transport: ports.transport });

export const receiptsOf = async ({ db }: WorldTablet): Promise<string[]> =>
  (await listParcels(db)).flatMap(({ receipt }) => receipt ?? []);

/** Ids of what the server has taken up, each as often as it took effect. */
export const heldEntries = async (world: World): Promise<string[]> =>
  (await world.store().listEntries({ unitId: 'cc-01', status: 'applied' })).map(
    ({ entryId }) => entryId,
  );

export const switchOff = async (world: World, { db, random }: WorldTablet): Promise<void> => {
  const deviceId = (await db.device.get('device'))?.deviceId ?? '';
  const ports = { store: world.store(), clock: () => morningMs, random, openFrame: openTestFrame };
  await endDevice(ports, { deviceId, kind: 'switched-off', reason: 'Mất' });
};
