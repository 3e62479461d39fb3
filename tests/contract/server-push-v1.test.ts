import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { bothEngines } from './engines.ts';
import {
  crossingEntry,
  frameAt,
  pushedAt,
  sampleLog,
  shiftId,
  type PlacedEntry,
} from './sample-log.ts';
import { onBoard, openWorld, pull, push, type Tablet } from './server-world.ts';

/** Written as the first release wrote it, without a line of today's code. */
const sendV1 = (
  app: FastifyInstance,
  { logId, deviceToken }: Tablet,
  entries: readonly PlacedEntry[],
  change: object = {},
) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/push',
    headers: { authorization: `Bearer ${deviceToken}`, 'content-type': 'application/json' },
    payload: JSON.stringify({
      protocol: 1,
      nonce: 'nonce-of-version-1',
      logId,
      epochSeen: null,
      from: entries[0]?.position ?? 1,
      entries: entries.map(({ position, entryId, frame }) => ({
        position,
        entryId,
        hash: createHash('sha256').update(frame).digest('hex'),
        frame: Buffer.from(frame).toString('base64'),
      })),
      clock: { wall: 1, mono: 2.5 },
      queue: { depth: entries.length, records: 0, oldestWallMs: null },
      app: '0.1.0',
      ...change,
    }),
  });

describe.each(bothEngines)('a page of the first release on $name', (engine) => {
  it('[PUSH-20] delivers, and is answered in the shape it knows', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(4).with(1, frameAt(2, Uint8Array.of(7), crossingEntry(2).entryId));
    const answer = await sendV1(world.app, tablet, entries);
    expect(answer.statusCode).toBe(200);
    const { digest, epoch, serverTime, ...said } = answer.json();
    expect([typeof digest, typeof epoch, typeof serverTime]).toEqual([
      'string',
      'string',
      'number',
    ]);
    expect(said).toEqual({
      nonce: 'nonce-of-version-1',
      ackedThrough: 4,
      results: [
        { position: 1, status: 'applied' },
        { position: 2, status: 'quarantined', reason: 'entry/newer-frame' },
        { position: 3, status: 'applied' },
        { position: 4, status: 'applied' },
      ],
      feedHeads: { 'unit:hn-01': 1 },
      pace: { minIntervalMs: expect.any(Number) },
    });
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 1 });
  });

  it('[PUSH-20] goes on where the new page left off, and the other way round', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(6);
    await sendV1(world.app, tablet, entries.slice(0, 2));
    expect((await push(world.app, tablet, entries.slice(0, 4))).ackedThrough).toBe(4);
    expect((await sendV1(world.app, tablet, entries)).json().ackedThrough).toBe(6);
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 3 });
    const other = await sendV1(world.app, tablet, [pushedAt(1, crossingEntry(9))]);
    expect(other.json()).toMatchObject({ command: 'fork', ackedThrough: 6 });
    const old = { protocol: '1', scope: 'unit:hn-01' };
    expect((await pull(world.app, tablet, old)).changes).not.toEqual([]);
  });

  it('[PUSH-20] that sends damaged or holed bodies is told so, and nothing is stored', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const [first, second] = sampleLog(2);
    if (!first || !second) throw new Error('A log of two has two entries.');
    const hash = 'a'.repeat(64);
    const frame = Buffer.from(first.frame).toString('base64');
    const { entryId } = first;
    const bodies = [
      await sendV1(world.app, tablet, [], { entries: [{ position: 1, entryId, hash, frame }] }),
      await sendV1(world.app, tablet, [first, { ...second, position: 3 }]),
      await sendV1(world.app, tablet, [first], { from: 2 }),
      await sendV1(world.app, tablet, [first], { skip: { count: 1, reason: 'row-lost' } }),
    ];
    for (const answer of bodies) {
      expect(answer.json()).toMatchObject({ problem: 'request/malformed', retry: 'never' });
    }
    expect((await onBoard(world.app, tablet)).ackedThrough).toBe(0);
  });
});
