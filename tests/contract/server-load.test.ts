import { connect } from 'node:net';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '#protocol/problem.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { genesisDigest } from '#domain/log/chain.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { seedOfficer, tokenOf } from './officer-world.ts';
import { sampleLog, shiftId } from './sample-log.ts';
import {
  onBoard,
  openWorld,
  push,
  pushBody,
  sendPush,
  type ServerWorld,
  type Tablet,
} from './server-world.ts';

/** A server whose ledger takes nothing until it is released, and how many pushes have come. */
const crowdAt = (world: ServerWorld) => {
  const released = Promise.withResolvers<void>();
  const app = world.withPorts({
    store: {
      ...world.store,
      takeCustody: async (request) => {
        await released.promise;
        return world.store.takeCustody(request);
      },
    },
  });
  const waiting: ReturnType<typeof sendPush>[] = [];
  const grow = async (tablet: Tablet, size: number) => {
    while (waiting.length < size) waiting.push(sendPush(app, tablet, []));
    // Every request has passed the door when the tasks that were due before have run.
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  };
  return { app, waiting, grow, release: released.resolve };
};

const headersOf = ({ deviceToken }: Tablet) => ({ authorization: `Bearer ${deviceToken}` });

const statusOfPull = async (app: FastifyInstance, tablet: Tablet): Promise<number> => {
  const url = '/api/v1/pull?protocol=2&scope=unit:hn-01';
  return (await app.inject({ url, headers: headersOf(tablet) })).statusCode;
};

const statusOfReconcile = async (app: FastifyInstance, tablet: Tablet): Promise<number> => {
  const { logId } = tablet;
  const head = { count: 0, records: 0, digest: genesisDigest(logId) };
  const payload = { protocol: 2, nonce: 'nonce-of-reconcile', logId, head, probes: [] };
  const url = '/api/v1/reconcile';
  const answer = await app.inject({ method: 'POST', url, headers: headersOf(tablet), payload });
  return answer.statusCode;
};

const statusOfStatement = async (
  app: FastifyInstance,
  tablet: Tablet,
  token: string,
): Promise<number> => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/shift/statement',
    headers: { ...headersOf(tablet), [sessionHeader]: token },
    payload: { protocol: protocolVersion, nonce: 'nonce-of-shift', shiftId },
  });
  return answer.statusCode;
};

describe('a crowd at the server', () => {
  it('[SERVER-10] reading is refused first, then comparing, sending last, the board never', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    const token = await tokenOf(world, tablet, await seedOfficer(world, 'hn-01', 'supervisor'));
    const { app, grow, release, waiting } = crowdAt(world);
    const steps = [
      [0, 200, 200],
      [64, 503, 200],
      [96, 503, 503],
      [128, 503, 503],
    ] as const;
    for (const [size, pulled, compared] of steps) {
      await grow(tablet, size);
      expect(await statusOfPull(app, tablet)).toBe(pulled);
      expect(await statusOfReconcile(app, tablet)).toBe(compared);
      expect(await statusOfStatement(app, tablet, token)).toBe(compared);
      expect((await onBoard(app, tablet)).deviceId).toBe(tablet.deviceId);
    }
    expect((await sendPush(app, tablet, [])).statusCode).toBe(503);
    release();
    const answers = await Promise.all(waiting);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(128).fill(200));
    expect(await statusOfPull(app, tablet)).toBe(200);
    expect(await statusOfReconcile(app, tablet)).toBe(200);
    expect((await push(app, tablet, sampleLog(2))).ackedThrough).toBe(2);
  });

  it('[SERVER-11] the refused are told when to come back, the served to pace themselves', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    const calm = await push(world.app, tablet, []);
    expect(calm.pace.minIntervalMs).toBe(0);
    const { app, grow, release, waiting } = crowdAt(world);
    await grow(tablet, 128);
    const refused = [];
    for (let count = 0; count < 30; count += 1) refused.push(await sendPush(app, tablet, []));
    const seconds = refused.map(({ headers }) => Number(headers['retry-after']));
    expect(seconds.every((one) => Number.isInteger(one) && one >= 1 && one <= 300)).toBe(true);
    expect(new Set(seconds).size).toBeGreaterThan(5);
    for (const answer of refused) {
      expect(problemSchema.parse(answer.json())).toMatchObject({
        problem: 'server/busy',
        retry: 'later',
      });
    }
    release();
    const [first] = await Promise.all(waiting);
    expect(pushResponseSchema.parse(first?.json()).pace.minIntervalMs).toBeGreaterThan(0);
  });

  it('[SERVER-12] a body that never comes is given up, others are served meanwhile', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    const app: FastifyInstance = world.withPorts({ patienceMs: 400 });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const address = app.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('No port.');
    const body = pushBody(tablet, sampleLog(2));
    const slow = connect(address.port, '127.0.0.1');
    slow.on('error', () => undefined);
    slow.write(
      `POST /api/v1/push HTTP/1.1\r\nHost: chot\r\nAuthorization: Bearer ${tablet.deviceToken}\r\n` +
        `Content-Type: ${pushMediaType}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    slow.write(body.subarray(0, body.length - 1));
    slow.resume();
    expect((await push(app, tablet, [])).ackedThrough).toBe(0);
    await once(slow, 'close');
    expect((await onBoard(app, tablet)).ackedThrough).toBe(0);
    await app.close();
  });
});
