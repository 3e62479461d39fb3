import { describe, expect, it } from 'vitest';
import { deviceAccountSchema, type DeviceAccount } from '#protocol/administration.ts';
import { pushResponseSchema } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { bothEngines } from './engines.ts';
import { sealAll } from '../support/sealing.ts';
import { crossingEntry, pushedAt, sampleLog } from './sample-log.ts';
import {
  adminToken,
  enrolCode,
  onBoard,
  openWorld,
  push,
  refusal,
  sendPush,
  serverNowMs,
  type ServerWorld,
  type Tablet,
} from './server-world.ts';

const asAdministrator = { authorization: `Bearer ${adminToken}` };

const end = async (
  { app }: ServerWorld,
  { deviceId }: Tablet,
  kind: 'switched-off' | 'retired',
  detectedAtMs?: number,
): Promise<DeviceAccount> => {
  const reason = 'Mất trên xe buýt';
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/admin/device-endings',
    headers: asAdministrator,
    payload: { protocol: protocolVersion, deviceId, kind, reason, detectedAtMs },
  });
  return deviceAccountSchema.parse(answer.json());
};

const emptyQueue = { queue: { depth: 0, records: 0, oldestWallMs: null } };

describe.each(bothEngines)('a tablet that works no more, on $name', (engine) => {
  it('[DEVICE-1] a switched-off tablet’s entries are taken into custody and nothing follows from them', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const log = sampleLog(6);
    await push(world.app, tablet, log.slice(0, 2));
    await end(world, tablet, 'switched-off');
    const answer = await push(world.app, tablet, log.slice(2));
    expect(answer).toMatchObject({
      ackedThrough: 6,
      results: [{ from: 3, through: 6, status: 'quarantined', reason: 'device/switched-off' }],
    });
    const held = await world.store.listEntries({ unitId: 'hn-01', status: 'quarantined' });
    expect(held.map(({ frame }) => Buffer.from(frame))).toEqual(
      log.slice(2).map(({ frame }) => Buffer.from(frame)),
    );
    const again = await push(world.app, tablet, log);
    expect(again.results).toMatchObject([{ from: 1, through: 6, status: 'duplicate' }]);
    const applied = await world.store.listEntries({ unitId: 'hn-01', status: 'applied' });
    expect(applied).toHaveLength(2);
  });

  it('[DEVICE-1] its alerts are kept as well, for nobody to act on', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await end(world, tablet, 'switched-off');
    const alert = pushedAt(9, crossingEntry(9));
    const queue = { depth: 9, records: 4, oldestWallMs: 1 };
    await push(world.app, tablet, [], { alerts: [alert], queue });
    const other = await world.enrol();
    expect(await onBoard(world.app, other)).toBeDefined();
    const account = await world.app.inject({
      url: `/api/v1/admin/devices/${tablet.deviceId}`,
      headers: asAdministrator,
    });
    expect(deviceAccountSchema.parse(account.json()).recordIds).toHaveLength(1);
  });

  it('[DEVICE-2] it is given nothing any more, and the board shows it apart', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const other = await world.enrol();
    await push(world.app, tablet, []);
    await end(world, tablet, 'switched-off');
    const headers = { authorization: `Bearer ${tablet.deviceToken}` };
    const urls = [
      `/api/v1/pull?protocol=${protocolVersion}&scope=reference`,
      `/api/v1/pull?protocol=${protocolVersion}&scope=unit:hn-01`,
      '/api/v1/board',
    ];
    for (const url of urls) {
      expect((await refusal(world.app, { url, headers })).problem).toBe('device/switched-off');
    }
    const asked = { method: 'POST' as const, url: '/api/v1/merged', headers, payload: {} };
    expect((await refusal(world.app, asked)).problem).toBe('device/switched-off');
    const ended = { kind: 'switched-off', atMs: serverNowMs };
    expect(await onBoard(world.app, { ...other, deviceId: tablet.deviceId })).toMatchObject({
      ended,
    });
    expect((await onBoard(world.app, other)).ended).toBeNull();
  });

  it('[DEVICE-3] it is told to erase itself only when all of its log is held, and so is a retired one', async () => {
    await using world = await openWorld(engine);
    for (const kind of ['switched-off', 'retired'] as const) {
      const tablet = await world.enrol();
      const log = sampleLog(6);
      const left = (depth: number) => ({ queue: { depth, records: 0, oldestWallMs: 1 } });
      expect((await push(world.app, tablet, log.slice(0, 2), left(6))).command).toBeUndefined();
      await end(world, tablet, kind);
      expect((await push(world.app, tablet, [], { ...left(4), from: 3 })).command).toBeUndefined();
      expect((await push(world.app, tablet, log.slice(2, 4), left(4))).command).toBeUndefined();
      expect((await push(world.app, tablet, log.slice(4), left(2))).command).toBe('erase');
      const hello = { ...emptyQueue, from: 7 };
      expect((await push(world.app, tablet, [], hello)).command).toBe('erase');
      const older = await sendPush(world.app, tablet, [], { ...hello, protocol: 2 });
      expect(pushResponseSchema.parse(older.json()).command).toBeUndefined();
    }
  });

  it('[DEVICE-4] a retired tablet’s entries are as good as before', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await end(world, tablet, 'retired');
    const answer = await push(world.app, tablet, sampleLog(4));
    expect(answer.results).toMatchObject([{ from: 1, through: 4, status: 'applied' }]);
    await end(world, tablet, 'switched-off');
    const strange = await push(world.app, tablet, sampleLog(6).slice(4));
    expect(strange.results).toMatchObject([{ status: 'quarantined' }]);
    await end(world, tablet, 'retired');
    const found = await world.store.findDevice(tablet.deviceId);
    expect(found?.ending?.kind).toBe('switched-off');
  });

  it('[DEVICE-5] who worked with it and whom they recorded is known, and since when', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const log = sampleLog(8);
    await push(world.app, tablet, [...log.slice(0, 4), ...(await sealAll(log.slice(4)))]);
    const noticedAtMs = serverNowMs - 7_200_000;
    const account = await end(world, tablet, 'switched-off', noticedAtMs);
    const applied = await world.store.listEntries({ unitId: 'hn-01', status: 'applied' });
    const crossings = applied.filter(({ kind }) => kind === 'crossing.recorded');
    expect(account).toMatchObject({
      deviceId: tablet.deviceId,
      unitId: 'hn-01',
      reason: 'Mất trên xe buýt',
      switchedOffAt: serverNowMs,
      detectedAt: noticedAtMs,
      unread: 0,
    });
    expect(account.officers).toMatchObject([{ firstAtMs: serverNowMs, lastAtMs: serverNowMs }]);
    expect(new Set(account.recordIds)).toEqual(
      new Set(crossings.map(({ subjectId }) => subjectId)),
    );
    expect(account.recordIds).toHaveLength(4);
  });

  it('[DEVICE-4] a tablet that was ended is not enrolled again under its name', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await end(world, tablet, 'retired');
    const problem = await refusal(world.app, {
      method: 'POST',
      url: '/api/v1/enrol',
      payload: {
        protocol: 2,
        nonce: 'nonce-of-enrolment',
        deviceId: tablet.deviceId,
        code: enrolCode,
        unitId: 'hn-01',
        deviceName: 'Máy 1',
      },
    });
    expect(problem.problem).toBe('device/not-allowed');
  });
});
