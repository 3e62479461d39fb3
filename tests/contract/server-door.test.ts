import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '#protocol/problem.ts';
import { pushMediaType } from '#protocol/push.ts';
import { addressKey } from '../../sync-server/http/door.ts';
import { sampleLog } from './sample-log.ts';
import { openWorld, pushBody, type Tablet } from './server-world.ts';

const checkpoint = '203.0.113.7';
const elsewhere = '198.51.100.9';

const bearer = ({ deviceToken }: Tablet) => ({ authorization: `Bearer ${deviceToken}` });

const pushFrom = async (app: FastifyInstance, from: string, tablet: Tablet, count = 0) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/push',
    remoteAddress: from,
    headers: { ...bearer(tablet), 'content-type': pushMediaType },
    payload: pushBody(tablet, sampleLog(count)),
  });

/** A clock that stands still: nothing is forgiven meanwhile. */
const still = { monotonicMs: () => 0 };

describe('the door', () => {
  it('[WALL-1] twenty tablets behind one address deliver, read and update at once, and none is told to wait', async () => {
    await using world = await openWorld();
    const app = world.withPorts(still);
    const tablets = [];
    for (let count = 0; count < 20; count += 1) tablets.push(await world.enrol());
    // A day's backlog in the smallest pushes the engine falls back to, with all it reads meanwhile.
    const work = tablets.map(async (tablet) => {
      const codes: number[] = [];
      for (let round = 0; round < 100; round += 1) {
        codes.push((await pushFrom(app, checkpoint, tablet, round === 0 ? 4 : 0)).statusCode);
      }
      const pull = {
        url: '/api/v1/pull?protocol=2&scope=unit:hn-01',
        headers: bearer(tablet),
        remoteAddress: checkpoint,
      };
      for (let round = 0; round < 100; round += 1) codes.push((await app.inject(pull)).statusCode);
      for (let file = 0; file < 120; file += 1) {
        const asset = { url: `/assets/${file}.js`, remoteAddress: checkpoint };
        codes.push((await app.inject(asset)).statusCode);
      }
      return codes;
    });
    const codes = (await Promise.all(work)).flat();
    expect(codes.filter((code) => code === 503)).toEqual([]);
    expect(codes.filter((code) => code === 200)).toHaveLength(20 * 200);
  });

  it('[WALL-2] a flood from one address is told to wait, and keeps no other address out', async () => {
    await using world = await openWorld();
    const app = world.withPorts(still);
    const tablet = await world.enrol();
    const flood = {
      url: '/api/v1/board',
      headers: { authorization: `Bearer ${'A'.repeat(43)}` },
      remoteAddress: checkpoint,
    };
    const codes = new Map<number, number>();
    for (let count = 0; count < 3200; count += 1) {
      const { statusCode } = await app.inject(flood);
      codes.set(statusCode, (codes.get(statusCode) ?? 0) + 1);
    }
    expect(Object.fromEntries(codes)).toEqual({ 401: 3000, 503: 200 });
    const refused = await app.inject(flood);
    expect(problemSchema.parse(refused.json())).toMatchObject({
      problem: 'server/busy',
      retry: 'later',
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await pushFrom(app, elsewhere, tablet, 2)).statusCode).toBe(200);
    expect((await pushFrom(app, '2001:db8::1', tablet)).statusCode).toBe(200);
  });

  it('[WALL-2] who floods is served again as time passes', async () => {
    await using world = await openWorld();
    let nowMs = 0;
    const app = world.withPorts({ monotonicMs: () => nowMs });
    const about = { url: '/api/v1/units', remoteAddress: checkpoint };
    for (let count = 0; count < 3000; count += 1) await app.inject(about);
    const refused = await app.inject(about);
    expect(refused.statusCode).toBe(503);
    nowMs += Number(refused.headers['retry-after']) * 1000;
    expect((await app.inject(about)).statusCode).toBe(200);
  });

  it('[WALL-3] a tablet that storms is told to wait, and no other one behind its address', async () => {
    await using world = await openWorld();
    const app = world.withPorts(still);
    const [storming, other] = [await world.enrol(), await world.enrol()];
    const codes = [];
    for (let count = 0; count < 610; count += 1) {
      codes.push((await pushFrom(app, checkpoint, storming)).statusCode);
    }
    expect(codes.indexOf(503)).toBe(600);
    expect((await pushFrom(app, checkpoint, other)).statusCode).toBe(200);
  });

  it('[WALL-3] one tablet’s bodies that never end take up eight places, and others are served', async () => {
    await using world = await openWorld();
    const [slow, other] = [await world.enrol(), await world.enrol()];
    const app = world.withPorts({ patienceMs: 2000 });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const address = app.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('No port.');
    const lines: Socket[] = [];
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const line = connect(address.port, '127.0.0.1');
        lines.push(line);
        line.on('error', () => undefined);
        line.write(
          `POST /api/v1/push HTTP/1.1\r\nHost: chot\r\nX-Forwarded-For: ${checkpoint}\r\n` +
            `Authorization: Bearer ${slow.deviceToken}\r\nContent-Type: ${pushMediaType}\r\n` +
            'Content-Length: 100000\r\n\r\nslow',
        );
        const [first] = await new Promise<[Buffer]>((resolve) => {
          line.once('data', (chunk) => resolve([chunk]));
        });
        return first.toString().slice(9, 12);
      }),
    );
    expect(answers.toSorted()).toEqual([...Array<string>(8).fill('408'), ...Array(4).fill('503')]);
    expect((await pushFrom(app, checkpoint, other)).statusCode).toBe(200);
    for (const line of lines) line.destroy();
    for (let count = 0; count < 20; count += 1) {
      expect((await pushFrom(app, checkpoint, slow)).statusCode).toBe(200);
    }
    await app.close();
  });

  it('[WALL-4] wrong codes from one address keep no other address from enrolling', async () => {
    await using world = await openWorld();
    const guess = (remoteAddress: string, code: string) =>
      world.app.inject({
        method: 'POST',
        url: '/api/v1/enrol',
        remoteAddress,
        payload: {
          protocol: 2,
          nonce: 'nonce-of-guess',
          deviceId: '00000000-0000-7000-8000-00000000abcd',
          code,
          unitId: 'hn-01',
          deviceName: 'Máy',
        },
      });
    for (let count = 0; count < 30; count += 1) await guess(checkpoint, `GUESS-${count}`);
    expect((await guess(checkpoint, 'CODE-1234')).statusCode).toBe(429);
    expect((await guess(elsewhere, 'CODE-1234')).statusCode).toBe(200);
  });

  it('[WALL-4] wrong codes from many addresses make everybody wait in the end', async () => {
    await using world = await openWorld();
    const statuses = [];
    for (let count = 0; count < 201; count += 1) {
      const { statusCode } = await world.app.inject({
        method: 'POST',
        url: '/api/v1/enrol',
        remoteAddress: `198.51.100.${count}`,
        payload: {
          protocol: 2,
          nonce: 'nonce-of-guess',
          deviceId: '00000000-0000-7000-8000-00000000abcd',
          code: `GUESS-${count}`,
          unitId: 'hn-01',
          deviceName: 'Máy',
        },
      });
      statuses.push(statusCode);
    }
    expect(statuses.indexOf(429)).toBe(200);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:0:0:ffff::1', '2001:db8:0:0'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::2', '0:0:0:0'],
  ])('[WALL-2] %s is counted as %s', (ip, key) => {
    expect(addressKey(ip)).toBe(key);
  });
});
