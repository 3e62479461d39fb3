import { protocolVersion } from '#protocol/version.ts';
import { describe, expect, it } from 'vitest';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import { pushMediaType } from '#protocol/push.ts';
import { bothEngines } from './engines.ts';
import {
  crossingEntry,
  declarationEntry,
  frameAt,
  pushedAt,
  sampleLog,
  strangeAt,
  shiftId,
  type PlacedEntry,
} from './sample-log.ts';
import {
  onBoard,
  openWorld,
  pull,
  push,
  pushBody,
  refusal,
  sendPush,
  serverNowMs,
} from './server-world.ts';

const digestOf = (logId: string, entries: readonly PlacedEntry[]): string =>
  entries.reduce((digest, { frame }) => nextDigest(digest, hashOf(frame)), genesisDigest(logId));

const statuses = (answer: Awaited<ReturnType<typeof push>>) =>
  answer.results.flatMap(({ from, through, status, reason }) =>
    Array<string>(through - from + 1).fill(reason ?? status),
  );

describe.each(bothEngines)('push on $name', (engine) => {
  it('[PUSH-1] the same push five times is one record, acknowledged every time', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(2);
    for (const status of ['applied', ...Array<string>(4).fill('duplicate')]) {
      const answer = await push(world.app, tablet, entries);
      expect(statuses(answer)).toEqual([status, status]);
      expect(answer.ackedThrough).toBe(2);
      expect(answer.digest).toBe(digestOf(tablet.logId, entries));
    }
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 1 });
    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(feed.changes).toHaveLength(1);
  });

  it('[PUSH-2] concurrent copies of one push have one effect', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(6);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => push(world.app, tablet, entries)),
    );
    expect(new Set(answers.map(({ digest }) => digest)).size).toBe(1);
    expect(answers.filter((answer) => statuses(answer).includes('applied'))).toHaveLength(1);
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 3 });
  });

  it('[PUSH-3] a gap stores nothing and is answered with the position to go on from', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(6);
    await push(world.app, tablet, entries.slice(0, 2));
    const answer = await push(world.app, tablet, entries.slice(3));
    expect(answer).toMatchObject({ ackedThrough: 2, results: [], feedHeads: {} });
    expect(answer.digest).toBe(digestOf(tablet.logId, entries.slice(0, 2)));
    expect((await push(world.app, tablet, entries.slice(2))).ackedThrough).toBe(6);
  });

  it('[PUSH-4] another entry at a taken position is a fork: nothing is stored, the new log takes all', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(4);
    await push(world.app, tablet, entries.slice(0, 2));
    const other = entries.with(1, pushedAt(2, declarationEntry(99)));
    const forked = await push(world.app, tablet, other);
    expect(forked).toMatchObject({ command: 'fork', ackedThrough: 2 });
    expect(forked.digest).toBe(digestOf(tablet.logId, entries.slice(0, 2)));
    const altered = pushedAt(2, { ...crossingEntry(2), officer: 'hn-01-pg1' });
    expect((await push(world.app, tablet, [altered])).command).toBe('fork');

    const newLog = { ...tablet, logId: '00000000-0000-7000-8000-000000000001' };
    const answer = await push(world.app, newLog, other);
    expect(statuses(answer)).toEqual(['duplicate', 'applied', 'applied', 'applied']);
    expect(answer.command).toBeUndefined();
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 2 });
  });

  it('[PUSH-5] unreadable, unknown, newer and invalid entries are kept aside and never hold up the next', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const valid = crossingEntry(2);
    const poison: [PlacedEntry, string][] = [
      [frameAt(1, new Uint8Array([1, 255, 255]), valid.entryId), 'entry/unreadable'],
      [frameAt(2, new Uint8Array([9, 1, 2]), declarationEntry(3).entryId), 'entry/newer-frame'],
      [frameAt(3, new Uint8Array(70_000), declarationEntry(5).entryId), 'entry/too-large'],
      [strangeAt(4, { ...declarationEntry(7), kind: 'paper.issued' }), 'entry/unknown-kind'],
      [strangeAt(5, { ...declarationEntry(9), schema: 2 }), 'entry/newer-schema'],
      [strangeAt(6, { ...declarationEntry(11), data: { fullName: 'X' } }), 'entry/data-invalid'],
      [pushedAt(7, { ...declarationEntry(13), unitId: 'hn-02' }), 'entry/other-unit'],
      [{ ...pushedAt(8, declarationEntry(15)), entryId: valid.subjectId }, 'entry/id-differs'],
      [
        frameAt(9, new Uint8Array([1, ...nestedArrays(60_000)]), declarationEntry(17).entryId),
        'entry/unreadable',
      ],
    ];
    const last = pushedAt(10, crossingEntry(20));
    const entries = [...poison.map(([entry]) => entry), last];
    const answer = await push(world.app, tablet, entries);
    expect(statuses(answer)).toEqual([...poison.map(([, reason]) => reason), 'applied']);
    expect(answer.ackedThrough).toBe(10);
    expect(answer.digest).toBe(digestOf(tablet.logId, entries));
    expect(await onBoard(world.app, tablet)).toMatchObject({
      quarantined: 9,
      recordsByShift: { [shiftId]: 1 },
    });
  });

  it('[PUSH-6] an entry id used again with other content: both are kept, the second aside', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const original = crossingEntry(2);
    const altered = { ...original, officer: 'hn-01-pg1' };
    const answer = await push(world.app, tablet, [
      pushedAt(1, original),
      pushedAt(2, altered),
      pushedAt(3, original),
      pushedAt(4, altered),
    ]);
    expect(statuses(answer)).toEqual(['applied', 'entry/id-reused', 'duplicate', 'duplicate']);
    expect(answer.ackedThrough).toBe(4);
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 1 });
  });

  it('[PUSH-7] a transfer of which any one byte is not what was sent stores nothing', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(2);
    const body = pushBody(tablet, entries);
    const inFrames = body.indexOf(entries[0]?.frame ?? '') + 20;
    for (const place of [0, inFrames, inFrames + 150]) {
      const damaged = Buffer.from(body);
      damaged[place] = (damaged[place] ?? 0) ^ 1;
      const problem = await refusal(world.app, {
        method: 'POST',
        url: '/api/v1/push',
        headers: { authorization: `Bearer ${tablet.deviceToken}`, 'content-type': pushMediaType },
        payload: damaged,
      });
      expect(problem.problem).toBe('request/malformed');
    }
    expect((await onBoard(world.app, tablet)).ackedThrough).toBe(0);
    expect((await push(world.app, tablet, entries)).ackedThrough).toBe(2);
  });

  it('[PUSH-8] a log belongs to the tablet that began it, on its own unit and on others', async () => {
    await using world = await openWorld(engine);
    const owner = await world.enrol();
    const others = [await world.enrol('hn-01', 'Máy 2'), await world.enrol('hn-02', 'Máy 1')];
    await push(world.app, owner, sampleLog(2));
    for (const other of others) {
      const answer = await sendPush(
        world.app,
        { ...other, logId: owner.logId },
        sampleLog(4).slice(2),
      );
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ problem: 'device/not-allowed', retry: 'never' });
    }
    expect((await onBoard(world.app, owner)).ackedThrough).toBe(2);
  });

  it('[PUSH-9] an answer echoes the nonce and tells the epoch, the feed head and the server’s time', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const answer = await push(world.app, tablet, sampleLog(2), { nonce: 'only-this-one' });
    expect(answer).toMatchObject({
      nonce: 'only-this-one',
      epoch: await world.store.epoch(),
      feedHeads: { 'unit:hn-01': 1 },
      serverTime: serverNowMs,
    });
  });

  it('[PUSH-10] a message of another protocol version is told to update, whatever its shape', async () => {
    await using world = await openWorld(engine);
    const { deviceToken } = await world.enrol();
    const problem = await refusal(world.app, {
      method: 'POST',
      url: '/api/v1/push',
      headers: { authorization: `Bearer ${deviceToken}` },
      payload: { protocol: protocolVersion + 1, somethingNew: true },
    });
    expect(problem).toMatchObject({ problem: 'protocol/unsupported', retry: 'after-update' });
  });

  it('[LEDGER-11] entries sent under two logs of a unit at once are applied once', async () => {
    await using world = await openWorld(engine);
    const entries = sampleLog(6);
    const tablets = [await world.enrol('hn-01', 'Máy 1'), await world.enrol('hn-01', 'Máy 2')];
    const answers = await Promise.all(tablets.map((tablet) => push(world.app, tablet, entries)));
    const outcomes = answers.map((answer) => new Set(statuses(answer)));
    expect(outcomes).toHaveLength(2);
    expect(outcomes).toContainEqual(new Set(['applied']));
    expect(outcomes).toContainEqual(new Set(['duplicate']));
  });
});

/** CBOR (RFC 8949): an array of one in an array of one … around an empty one. */
const nestedArrays = (depth: number): number[] => [...Array<number>(depth).fill(0x81), 0x80];
