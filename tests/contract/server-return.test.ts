import { describe, expect, it } from 'vitest';
import { usualRetention } from '#domain/retention/server-rules.ts';
import { deviceReturnResponseSchema } from '#protocol/administration.ts';
import { protocolVersion } from '#protocol/version.ts';
import { readCommand } from '../../sync-server/cli/commands.ts';
import { bothEngines } from './engines.ts';
import { sealAll } from '../support/sealing.ts';
import { frameAt, sampleLog } from './sample-log.ts';
import {
  adminToken,
  onBoard,
  openWorld,
  pull,
  push,
  refusal,
  serverNowMs,
  type ServerWorld,
  type Tablet,
} from './server-world.ts';

const asAdministrator = { authorization: `Bearer ${adminToken}` };

const post = ({ app }: ServerWorld, name: string, message: object) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/admin/${name}`,
    headers: asAdministrator,
    payload: { protocol: protocolVersion, ...message },
  });

const switchOff = async (world: ServerWorld, { deviceId }: Tablet): Promise<void> => {
  const message = { deviceId, kind: 'switched-off', reason: 'Mất trên xe buýt' };
  expect((await post(world, 'device-endings', message)).statusCode).toBe(200);
};

const switchOn = async (world: ServerWorld, { deviceId }: Tablet) => {
  const answer = await post(world, 'device-returns', { deviceId, reason: 'Tìm thấy ở kho' });
  return deviceReturnResponseSchema.parse(answer.json());
};

const held = (world: ServerWorld, status: 'applied' | 'quarantined') =>
  world.store.listEntries({ unitId: 'hn-01', status });

describe.each(bothEngines)('a switching-off that is taken back, on $name', (engine) => {
  it('[DEVICE-9] releases what was sent meanwhile, counts it once, and the tablet works on', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const log = await sealAll(sampleLog(8));
    await push(world.app, tablet, log.slice(0, 2));
    await switchOff(world, tablet);
    await push(world.app, tablet, log.slice(2, 6));
    expect(await held(world, 'quarantined')).toHaveLength(4);

    expect(await switchOn(world, tablet)).toEqual({ deviceId: tablet.deviceId, released: 4 });
    expect(await held(world, 'quarantined')).toEqual([]);
    const applied = await held(world, 'applied');
    expect(applied.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    const answer = await push(world.app, tablet, log.slice(6));
    expect(answer).toMatchObject({ ackedThrough: 8, results: [{ status: 'applied' }] });
    expect(answer.command).toBeUndefined();
    const standing = await onBoard(world.app, tablet);
    expect(standing).toMatchObject({ ended: null, quarantined: 0, ackedThrough: 8 });
    expect(Object.values(standing.recordsByShift)).toEqual([4]);
    expect((await pull(world.app, tablet, { scope: 'unit:hn-01' })).changes).not.toEqual([]);
    expect(await switchOn(world, tablet)).toEqual({ deviceId: tablet.deviceId, released: 0 });
  });

  it('[DEVICE-9] releases nothing of another tablet, and nothing that is wrong in itself', async () => {
    await using world = await openWorld(engine);
    const [found, lost] = [await world.enrol(), await world.enrol()];
    const [first, second] = sampleLog(2);
    const [third, fourth, fifth] = sampleLog(6).slice(2);
    if (!first || !second || !third || !fourth || !fifth) {
      throw new Error('A log has six entries.');
    }
    await switchOff(world, found);
    await switchOff(world, lost);
    await push(world.app, found, [
      first,
      second,
      frameAt(3, Uint8Array.of(9, 9, 9), fifth.entryId),
    ]);
    await push(world.app, lost, [
      { ...third, position: 1 },
      { ...fourth, position: 2 },
    ]);
    expect((await switchOn(world, found)).released).toBe(2);
    const reasons = (await held(world, 'quarantined')).map(
      ({ logId, reason }) => [logId === found.logId, reason] as const,
    );
    expect(reasons).toContainEqual([true, 'entry/newer-frame']);
    expect(reasons.filter(([isFound]) => !isFound)).toEqual([
      [false, 'device/switched-off'],
      [false, 'device/switched-off'],
    ]);
    const answer = await world.app.inject({
      url: '/api/v1/pull?protocol=3&scope=unit:hn-01',
      headers: { authorization: `Bearer ${lost.deviceToken}` },
    });
    expect(answer.json()).toMatchObject({ problem: 'device/switched-off' });
  });

  it('[DEVICE-9] is for the administrator, needs a reason, is audited, and can be done at the server’s machine', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await switchOff(world, tablet);
    const { deviceId } = tablet;
    const url = '/api/v1/admin/device-returns';
    const payload = { protocol: protocolVersion, deviceId, reason: 'Tìm thấy' };
    const asked = { method: 'POST' as const, url, payload };
    const byTablet = { ...asked, headers: { authorization: `Bearer ${tablet.deviceToken}` } };
    expect((await refusal(world.app, asked)).problem).toBe('administrator/unknown');
    expect((await refusal(world.app, byTablet)).problem).toBe('administrator/unknown');
    const without = { ...asked, headers: asAdministrator, payload: { ...payload, reason: ' ' } };
    expect((await refusal(world.app, without)).problem).toBe('request/malformed');
    const nobody = '00000000-0000-7000-8000-00000000ffff';
    const unknown = {
      ...asked,
      headers: asAdministrator,
      payload: { ...payload, deviceId: nobody },
    };
    expect((await refusal(world.app, unknown)).problem).toBe('device/unknown');
    expect((await world.store.findDevice(deviceId))?.ending?.kind).toBe('switched-off');

    const command = readCommand(['switch-on', '--device', deviceId, '--reason', 'Tìm thấy']);
    if (!command.ok) throw new Error(command.error);
    const { store, openFrame } = world;
    const ports = {
      store,
      openFrame,
      clock: () => serverNowMs,
      random: () => new Uint8Array(16),
      retention: usualRetention,
    };
    expect(await command.value(ports)).toMatchObject({ ok: true });
    expect((await world.store.findDevice(deviceId))?.ending).toBeNull();
    const audited = await world.store.listAudit(0, 100);
    expect(audited).toContainEqual(
      expect.objectContaining({ deed: 'switch-on', subjects: [deviceId], officerId: 'operator' }),
    );
    expect(readCommand(['switch-on', '--device', 'x'])).toMatchObject({ ok: false });
  });

  it('[DEVICE-9] a retired tablet is not brought back by it', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const { deviceId } = tablet;
    await post(world, 'device-endings', { deviceId, kind: 'retired', reason: 'Hỏng' });
    expect((await switchOn(world, tablet)).released).toBe(0);
    expect((await world.store.findDevice(deviceId))?.ending?.kind).toBe('retired');
  });
});
