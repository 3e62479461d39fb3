import { describe, expect, it } from 'vitest';
import { carryResponseSchema, carryToBody, type CarryResponse } from '#protocol/carry.ts';
import { problemSchema } from '#protocol/problem.ts';
import { pushMediaType } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { keyToText } from '../../sync-server/services/identify-device.ts';
import { idOf } from '../support/id-of.ts';
import { sealAll } from '../support/sealing.ts';
import { makeTestSigner } from '../support/test-signer.ts';
import { writeParcels } from '../support/write-parcels.ts';
import { bothEngines } from './engines.ts';
import { sampleLog } from './sample-log.ts';
import { openWorld, pull, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const logId = idOf('carried', 1);
const hourMs = 3_600_000;
const madeAtMs = serverNowMs - hourMs;
const log = await sealAll(sampleLog(12));
const origin = makeTestSigner();
const unitId = 'hn-01';
const written = { logId, unitId, log, each: 4, madeAtMs };

const enrolOrigin = ({ store }: ServerWorld) =>
  store.transact((tx) =>
    tx.insertDevice({
      deviceId: origin.deviceId,
      unitId,
      name: 'Máy gửi',
      tokenHash: null,
      publicKey: keyToText(origin.publicKey),
      enrolledAtMs: 1,
    }),
  );

const send = ({ app }: ServerWorld, courier: Tablet, parcel: Uint8Array<ArrayBuffer>) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/carried',
    headers: {
      authorization: `Bearer ${courier.deviceToken}`,
      'content-type': pushMediaType,
    },
    payload: Buffer.from(
      carryToBody({ protocol: protocolVersion, nonce: 'nonce-of-courier', parcel }),
    ),
  });

const bring = async (
  world: ServerWorld,
  courier: Tablet,
  parcel: Uint8Array<ArrayBuffer>,
): Promise<CarryResponse> => carryResponseSchema.parse((await send(world, courier, parcel)).json());

const refusalOf = async (world: ServerWorld, courier: Tablet, parcel: Uint8Array<ArrayBuffer>) =>
  problemSchema.parse((await send(world, courier, parcel)).json()).problem;

const standingOf = async ({ store }: ServerWorld) =>
  (await store.listStandings()).find(({ deviceId }) => deviceId === origin.deviceId);

describe.each(bothEngines)('what one tablet brings of another, on $name', (on) => {
  it('[CARRY-3] parts in any order by two couriers end as one log, told once', async () => {
    await using world = await openWorld(on);
    await enrolOrigin(world);
    const one = await world.enrol(unitId, 'Máy 2');
    const other = await world.enrol('hn-02', 'Máy 3');
    const [first, second, third] = writeParcels(origin, written);
    if (!first || !second || !third) throw new Error('three parcels were written');
    expect(await bring(world, one, third)).toMatchObject({ outcome: 'waits', ackedThrough: 0 });
    expect(await bring(world, other, first)).toMatchObject({ outcome: 'held', ackedThrough: 4 });
    expect(await bring(world, one, third)).toMatchObject({ outcome: 'waits', receipt: null });
    expect(await bring(world, other, second)).toMatchObject({ outcome: 'held', ackedThrough: 8 });
    for (const parcel of [third, first, third, second]) {
      expect(await bring(world, one, parcel)).toMatchObject({ outcome: 'held' });
    }
    expect(await world.store.findLog({ unitId, logId })).toMatchObject({
      deviceId: origin.deviceId,
      ackedThrough: 12,
      records: 6,
      quarantined: 0,
    });
    const query = { scope: `unit:${unitId}`, cursor: '0', limit: '50' };
    const told = (await pull(world.app, one, query)).changes.filter(
      ({ kind }) => kind === 'entries.accepted',
    );
    expect(told.map(({ body }) => body)).toEqual([
      { logId, from: 1, through: 4 },
      { logId, from: 5, through: 8 },
      { logId, from: 9, through: 12 },
    ]);
  });

  it('[CARRY-8] its own tablet is on the board as it spoke when it wrote, and never later than now', async () => {
    await using world = await openWorld(on);
    await enrolOrigin(world);
    const courier = await world.enrol(unitId, 'Máy 2');
    const [first, second] = writeParcels(origin, written);
    if (!first || !second) throw new Error('parcels were written');
    await bring(world, courier, first);
    expect(await standingOf(world)).toMatchObject({
      lastContactAtMs: madeAtMs,
      logId,
      ackedThrough: 4,
      unsentEntries: 8,
    });
    const ahead = writeParcels(origin, { ...written, madeAtMs: serverNowMs + hourMs });
    await bring(world, courier, ahead[1] ?? second);
    expect(await standingOf(world)).toMatchObject({
      lastContactAtMs: serverNowMs,
      unsentEntries: 4,
    });
    await bring(world, courier, second);
    expect(await standingOf(world)).toMatchObject({ lastContactAtMs: serverNowMs });
  });

  it('[CARRY-9] what goes another way is kept apart, once, and the tablet stays where it is on the board', async () => {
    await using world = await openWorld(on);
    await enrolOrigin(world);
    const courier = await world.enrol(unitId, 'Máy 2');
    const [whole = new Uint8Array()] = writeParcels(origin, { ...written, each: 12 });
    const otherLog = [...log.slice(0, 4), ...log.slice(6)];
    const [other = new Uint8Array()] = writeParcels(origin, {
      ...written,
      log: otherLog,
      each: 12,
    });
    expect(await bring(world, courier, other)).toMatchObject({ outcome: 'held', ackedThrough: 10 });
    const before = await standingOf(world);
    for (let times = 0; times < 2; times += 1) {
      expect(await bring(world, courier, whole)).toMatchObject({
        outcome: 'kept-apart',
        ackedThrough: 10,
        receipt: null,
      });
    }
    expect(await standingOf(world)).toEqual(before);
    const applied = await world.store.listEntries({ unitId, status: 'applied' });
    expect(new Set(applied.map(({ entryId }) => entryId)).size).toBe(12);
    expect(applied).toHaveLength(12);
  });

  it('[CARRY-4] by another key, in another unit’s name, of nobody, or changed inside: refused, and nothing is kept', async () => {
    await using world = await openWorld(on);
    await enrolOrigin(world);
    const courier = await world.enrol(unitId, 'Máy 2');
    const stranger = makeTestSigner();
    const [unknown = new Uint8Array()] = writeParcels(stranger, written);
    const [forged = new Uint8Array()] = writeParcels(
      { ...stranger, deviceId: origin.deviceId },
      written,
    );
    const [elsewhere = new Uint8Array()] = writeParcels(origin, { ...written, unitId: 'hn-02' });
    const [further = new Uint8Array()] = writeParcels(origin, written, { through: 5 });
    const [whole = new Uint8Array()] = writeParcels(origin, written);
    const changed = new Uint8Array(whole);
    changed[whole.length - 90] = (changed[whole.length - 90] ?? 0) ^ 1;
    for (const parcel of [unknown, forged, elsewhere, further, changed, new Uint8Array(40)]) {
      expect(await refusalOf(world, courier, parcel)).toBe('parcel/refused');
    }
    expect(await world.store.findLog({ unitId, logId })).toBeNull();
    expect(await bring(world, courier, whole)).toMatchObject({ outcome: 'held' });
    // The log is its tablet's: nobody else goes on with it, whoever they say they are.
    const taken = writeParcels(courierSigner(courier), { ...written, each: 12 });
    expect(await refusalOf(world, courier, taken[0] ?? whole)).toBe('parcel/refused');
  });
});

/** A tablet with a token has no key here: nothing it might have signed is believed. */
const courierSigner = ({ deviceId }: Tablet) => makeTestSigner(deviceId);
