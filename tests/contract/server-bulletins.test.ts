import { describe, expect, it } from 'vitest';
import type { Aim } from '#domain/bulletin/aim.ts';
import { publishedBulletinSchema } from '#domain/bulletin/bulletin.ts';
import type { BulletinStep } from '#domain/bulletin/bulletin-step.ts';
import type { Entry } from '#domain/log/entry.ts';
import type { Officer, Role } from '#domain/officer/officer.ts';
import {
  bulletinDeskResponseSchema,
  bulletinReachResponseSchema,
  bulletinStepResponseSchema,
  feedLiveEventSchema,
} from '#protocol/bulletins.ts';
import { problemSchema } from '#protocol/problem.ts';
import { publicBulletinsResponseSchema } from '#protocol/public-bulletins.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { noteReceipts } from '../../sync-server/services/bulletins/note-receipts.ts';
import { idOf } from '../support/id-of.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, pushedAt } from './sample-log.ts';
import {
  openWorld,
  pull,
  push,
  serverNowMs,
  type ServerWorld,
  type Tablet,
} from './server-world.ts';

const bulletinId = idOf('bulletin', 1);
const written = (aim: Aim, more: object = {}): BulletinStep => ({
  step: 'written',
  bulletin: {
    title: 'Dừng nhận xe khách',
    text: 'Từ 06:00 ngày 25/7, không cho xe khách vào thành phố.',
    isUrgent: true,
    aim,
    validUntilMs: serverNowMs + 86_400_000,
    ...more,
  },
});

/** A command post of two, at one tablet. */
const openCommandPost = async (engine: TestEngine) => {
  const world = await openWorld(engine);
  const tablet = await world.enrol('tt-01');
  const deskOf = async (unitId: string, role: Role = 'command-post') => {
    const officer = await seedOfficer(world, unitId, role);
    const at = unitId === 'tt-01' ? tablet : await world.enrol(unitId);
    const token = await tokenOf(world, at, officer, { code: codeNow() });
    const post = async (path: string, what: object): Promise<unknown> => {
      const answer = await world.app.inject({
        method: 'POST',
        url: `/api/v1/bulletins/${path}`,
        headers: { authorization: `Bearer ${at.deviceToken}`, [sessionHeader]: token },
        payload: { protocol: protocolVersion, nonce: 'nonce-of-bulletins', ...what },
      });
      return answer.json();
    };
    const step = async (seen: number, what: BulletinStep, of = bulletinId): Promise<string> => {
      const answer = await post('step', { bulletinId: of, seen, step: what });
      const refused = problemSchema.safeParse(answer);
      if (refused.success) return refused.data.problem;
      const { state, version } = bulletinStepResponseSchema.parse(answer);
      return `${state} ${version}`;
    };
    return { officer, post, step };
  };
  return { world, writer: await deskOf('tt-01'), other: await deskOf('hn-02'), deskOf };
};

const publish = async (
  { writer, other }: Awaited<ReturnType<typeof openCommandPost>>,
  aim: Aim,
  of = bulletinId,
  more: object = {},
): Promise<void> => {
  expect(await writer.step(0, written(aim, more), of)).toBe('draft 1');
  expect(await writer.step(1, { step: 'submitted' }, of)).toBe('review 2');
  expect(await other.step(2, { step: 'published' }, of)).toBe('published 3');
};

const toldTo = async ({ app }: ServerWorld, tablet: Tablet, cursor = 0): Promise<string[]> => {
  const { changes } = await pull(app, tablet, { scope: 'reference', cursor: String(cursor) });
  return changes.flatMap(({ kind, body }) =>
    kind === 'bulletin'
      ? publishedBulletinSchema.parse(body).title
      : (kind.split('bulletin.')[1] ?? []),
  );
};

const saying = (
  number: number,
  kind: 'bulletin.read' | 'bulletin.acknowledged',
  officer: string,
): Entry => ({ ...crossingEntry(number), kind, officer, subjectId: bulletinId, data: {} });

describe.each(bothEngines)('bulletins of the command post, on $name', (engine) => {
  it('[BULLETIN-3] are published by another than who wrote them, once, as they were seen, and noted', async () => {
    const post = await openCommandPost(engine);
    await using world = post.world;
    const { writer, other } = post;
    const draft = written({ to: 'officers' });
    expect(await writer.step(1, { step: 'submitted' })).toBe('bulletin/unknown');
    expect(await writer.step(0, draft)).toBe('draft 1');
    expect(await writer.step(0, draft)).toBe('draft 1');
    expect(await other.step(0, draft)).toBe('bulletin/overtaken');
    expect(await writer.step(1, { step: 'submitted' })).toBe('review 2');
    expect(await writer.step(2, { step: 'published' })).toBe('bulletin/own');
    expect(await other.step(2, { step: 'returned', reason: 'Thiếu giờ' })).toBe('draft 3');
    expect(await writer.step(3, written({ to: 'officers' }, { title: 'Mới' }))).toBe('draft 4');
    expect(await writer.step(4, { step: 'submitted' })).toBe('review 5');
    expect(await other.step(2, { step: 'published' })).toBe('bulletin/overtaken');
    expect(await other.step(5, { step: 'published' })).toBe('published 6');
    expect(await other.step(5, { step: 'published' })).toBe('published 6');
    const tablet = await world.enrol();
    expect(await toldTo(world, tablet)).toEqual(['Mới']);
    expect(await other.step(6, { step: 'withdrawn', reason: 'Nhầm ngày' })).toBe('withdrawn 7');
    expect(await toldTo(world, tablet)).toEqual(['Mới', 'withdrawn']);
    const desk = bulletinDeskResponseSchema.parse(await other.post('desk', {}));
    expect(desk.bulletins).toMatchObject([
      { bulletinId, state: 'withdrawn', writers: [writer.officer] },
    ]);
    expect(desk.bulletins[0]?.lines.map(({ step, officerId }) => [step, officerId])).toEqual([
      ['written', writer.officer],
      ['submitted', writer.officer],
      ['returned', other.officer],
      ['written', writer.officer],
      ['submitted', writer.officer],
      ['published', other.officer],
      ['withdrawn', other.officer],
    ]);
    const noted = await world.store.listNewestAudit(
      { before: null, deed: 'bulletin-published' },
      9,
    );
    expect(noted.some(({ subjects }) => subjects.includes(bulletinId))).toBe(true);
  });

  it('[BULLETIN-1] do not even reach tablets of other units, nor any tablet once they are over', async () => {
    const post = await openCommandPost(engine);
    await using world = post.world;
    const [here, there] = [await world.enrol('hn-01'), await world.enrol('hn-02')];
    await publish(post, { to: 'units', unitIds: ['hn-01'] });
    expect(await toldTo(world, here)).toEqual(['Dừng nhận xe khách']);
    expect(await toldTo(world, there)).toEqual([]);
    const over = { validUntilMs: serverNowMs + 1 };
    await publish(post, { to: 'officers' }, idOf('bulletin', 2), { ...over, title: 'Ngắn' });
    expect(await toldTo(world, there)).toEqual(['Ngắn']);
    const later = world.withPorts({ clock: () => serverNowMs + 1 });
    expect(await toldTo({ ...world, app: later }, there)).toEqual([]);
    const shown = publicBulletinsResponseSchema.parse(
      (await world.app.inject('/api/v1/bulletins/public')).json(),
    );
    expect(shown.bulletins).toEqual([]);
  });

  it('[BULLETIN-5] stand on the citizens’ page when they are for everybody or for citizens, without saying for whom else', async () => {
    const post = await openCommandPost(engine);
    await using world = post.world;
    await publish(post, { to: 'citizens' }, idOf('bulletin', 2), {
      title: 'Thường',
      isUrgent: false,
    });
    await publish(post, { to: 'everyone' });
    const answer = await world.app.inject('/api/v1/bulletins/public');
    const { bulletins } = publicBulletinsResponseSchema.parse(answer.json());
    expect(bulletins.map(({ title }) => title)).toEqual(['Dừng nhận xe khách', 'Thường']);
    expect(answer.body).not.toContain('aim');
    // For citizens alone: no tablet is told.
    expect(await toldTo(world, await world.enrol())).toEqual(['Dừng nhận xe khách']);
    await post.other.step(3, { step: 'withdrawn', reason: 'Xong' });
    const after = await world.app.inject('/api/v1/bulletins/public');
    expect(after.body).not.toContain('Dừng nhận');
  });

  it('[BULLETIN-4] count each tablet that pulled and each officer who read or acknowledged once, with who is missing', async () => {
    const post = await openCommandPost(engine);
    await using world = post.world;
    const officer = (officerId: string, unitId: string): Officer => ({
      officerId,
      name: `Cán bộ ${officerId}`,
      role: 'scanning-officer',
      unitId,
    });
    const known = [officer('o1', 'hn-01'), officer('o2', 'hn-01'), officer('o3', 'hn-02')];
    await world.store.transact((tx) =>
      tx.appendFeed(
        'reference',
        known.map((body) => ({ kind: 'officer', body, audience: body.unitId })),
      ),
    );
    const [first, second] = [await world.enrol('hn-01'), await world.enrol('hn-01', 'Máy 2')];
    await publish(post, { to: 'units', unitIds: ['hn-01'] });
    const reach = async () => {
      await noteReceipts(world, 0);
      const answer = await post.other.post('reach', { bulletinId });
      return bulletinReachResponseSchema.parse(answer);
    };
    expect(await reach()).toMatchObject({
      units: [{ unitId: 'hn-01', tablets: 2, reached: 0, officers: 2, read: 0, acknowledged: 0 }],
      missing: [{ officerId: 'o1' }, { officerId: 'o2' }],
    });
    const { cursor } = await pull(world.app, first, { scope: 'reference' });
    // Its answer may have been lost: it is not counted before the tablet asks for what comes behind it.
    expect((await reach()).units).toMatchObject([{ reached: 0 }]);
    await pull(world.app, first, { scope: 'reference', cursor: String(cursor) });
    expect((await reach()).units).toMatchObject([{ reached: 1 }]);
    const said = [saying(1, 'bulletin.read', 'o1'), saying(2, 'bulletin.acknowledged', 'o1')];
    const sealed = await sealAll(said.map((entry, at) => pushedAt(at + 1, entry)));
    await push(world.app, first, sealed);
    await push(world.app, first, sealed);
    const again = [saying(3, 'bulletin.acknowledged', 'o1'), saying(4, 'bulletin.read', 'o2')];
    await push(world.app, second, await sealAll(again.map((entry, at) => pushedAt(at + 1, entry))));
    const counted = {
      units: [{ unitId: 'hn-01', tablets: 2, reached: 2, officers: 2, read: 2, acknowledged: 1 }],
      missing: [{ officerId: 'o2', name: 'Cán bộ o2', hasRead: true }],
    };
    expect(await reach()).toMatchObject(counted);
    expect(await noteReceipts(world, 0)).toBe(0);
    expect(await reach()).toMatchObject(counted);
    const desk = bulletinDeskResponseSchema.parse(await post.other.post('desk', {}));
    expect(desk.bulletins[0]?.totals).toEqual({
      tablets: 2,
      reached: 2,
      officers: 2,
      read: 2,
      acknowledged: 1,
    });
  });

  it('[BULLETIN-8] ring on the line of every tablet that listens, and other lines of the feed ring nobody', async () => {
    const post = await openCommandPost(engine);
    await using world = post.world;
    const { deviceToken } = await world.enrol();
    const url = await world.app.listen({ host: '127.0.0.1', port: 0 });
    const line = await fetch(`${url}/api/v1/feed/live`, {
      method: 'POST',
      headers: { authorization: `Bearer ${deviceToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: protocolVersion, nonce: 'nonce-of-line' }),
    });
    expect(line.headers.get('content-type')).toBe('text/event-stream');
    const reader = line.body?.pipeThrough(new TextDecoderStream()).getReader();
    const hear = async (): Promise<number> => {
      const said = await reader?.read();
      return feedLiveEventSchema.parse(JSON.parse(said?.value?.slice('data: '.length) ?? '')).head;
    };
    expect(await hear()).toBe(0);
    await world.store.transact((tx) =>
      tx.appendFeed('reference', [{ kind: 'code-news', audience: null, body: {} }]),
    );
    await publish(post, { to: 'officers' });
    const kept = await world.store.findBulletin(bulletinId);
    expect(await hear()).toBe(kept?.feedSeq);
    await reader?.cancel();
  });

  it('[BULLETIN-3] are nobody’s but the command post’s', async () => {
    const post = await openCommandPost(engine);
    await using _ = post.world;
    const stranger = await post.deskOf('hn-01', 'supervisor');
    expect(await stranger.step(0, written({ to: 'everyone' }))).toBe('officer/not-allowed');
    expect(await stranger.post('desk', {})).toMatchObject({ problem: 'officer/not-allowed' });
  });
});
