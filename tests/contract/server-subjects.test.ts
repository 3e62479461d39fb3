import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { dueDates } from '#domain/retention/subject-request.ts';
import {
  carryOutResponseSchema,
  subjectRequestsResponseSchema,
  subjectSearchResponseSchema,
} from '#protocol/subjects.ts';
import { protocolVersion } from '#protocol/version.ts';
import { placeHold } from '../../sync-server/services/retention/legal-holds.ts';
import { countPeople, dayMs, digestOfLog, entriesOf, forgetAt } from '../support/retention-hand.ts';
import {
  afterDays,
  appAt,
  portsOf,
  referredCrossing,
  withBytes,
} from '../support/sample-retention.ts';
import { idOf } from '../support/id-of.ts';
import { openTestFrame, sealAll } from '../support/sealing.ts';
import { hashOf } from '#domain/log/chain.ts';
import { readArrival } from '../../sync-server/services/read-arrival.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { bothEngines, onSqlite } from './engines.ts';
import { arrived, custodyOf, device } from './sample-custody.ts';
import { crossingEntry, declarationEntry, pushedAt, sampleLog } from './sample-log.ts';
import {
  adminToken,
  openWorld,
  push,
  refusal,
  serverNowMs,
  temporaryDir,
  type ServerWorld,
} from './server-world.ts';

const headers = { authorization: `Bearer ${adminToken}` };
const number = '001099000001';

const send = async (app: ServerWorld['app'], path: string, payload: object) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/admin/${path}`,
    headers,
    payload: { protocol: protocolVersion, ...payload },
  });

const find = async (app: ServerWorld['app'], who: object) =>
  subjectSearchResponseSchema.parse((await send(app, 'subjects/search', { who })).json()).found;

const ask = async (app: ServerWorld['app'], kind: string, subjects: object[]) => {
  const answer = await send(app, 'subject-requests', { kind, subjects });
  const [request] = subjectRequestsResponseSchema.parse(answer.json()).requests;
  if (!request) throw new Error('A request was made.');
  return request;
};

const carryOut = async (app: ServerWorld['app'], requestId: string, more: object = {}) => {
  const answer = await send(app, 'subject-requests/carry-out', { requestId, ...more });
  return carryOutResponseSchema.parse(answer.json());
};

/** The sample person, and somebody else. */
const other = (entry: Entry): Entry =>
  entry.kind === 'declaration.recorded'
    ? {
        ...entry,
        data: {
          ...entry.data,
          fullName: 'TRẦN THỊ <b>KHÁC</b>',
          docNumber: '001099000002',
          phone: '+84900000002',
          dob: '1950',
        },
      }
    : entry;

const correctedName = (position: number): Entry => ({
  ...declarationEntry(position),
  kind: 'declaration.amended',
  subjectId: idOf('declaration', 1),
  basedOn: [idOf('entry', 1)],
  data: { fields: { fullName: 'NGUYỄN VĂN MẪU HAI' }, role: 'paper-officer' },
});

const fill = async (world: ServerWorld) => {
  const tablet = await world.enrol();
  const entries = [
    ...sampleLog(2),
    pushedAt(3, other(declarationEntry(3))),
    pushedAt(4, crossingEntry(4)),
  ];
  const { digest } = await push(world.app, tablet, await sealAll(entries));
  return { tablet, digest };
};

describe.each(bothEngines)('what a person asks for, on $name', (engine) => {
  it('[SUBJECT-1] is found by number, telephone, or name with birth, and nobody else is', async () => {
    await using world = await openWorld(engine);
    await fill(world);
    const subject = {
      unitId: 'hn-01',
      declarationId: idOf('declaration', 1),
      recordId: idOf('crossing', 2),
    };
    for (const who of [
      { number },
      { phone: '0900 000 001' },
      { name: 'nguyen van mau', born: '1999' },
      { name: 'Nguyễn Văn Mẫu', born: '17/05/1999' },
    ]) {
      const found = await find(world.app, who);
      expect(found.map((one) => one.subject)).toEqual([subject]);
    }
    expect(await find(world.app, { name: 'Nguyễn Văn Mẫu', born: '1998' })).toEqual([]);
    expect(await find(world.app, { number: '1'.repeat(12) })).toEqual([]);
    // The crossing goes three days before what was declared, which is found all the same.
    await forgetAt({ store: world.store, nowMs: afterDays(28) });
    expect((await find(world.app, { number })).map((one) => one.subject)).toEqual([
      { ...subject, recordId: null },
    ]);
    const lines = await world.store.listAudit(0, 100);
    expect(lines.map(({ deed }) => deed)).toContain('subject-search');
    expect(JSON.stringify(lines)).not.toContain(number);
  });

  it('[SUBJECT-2] is given as data and as a page in Vietnamese that runs nothing', async () => {
    await using world = await openWorld(engine);
    const { tablet } = await fill(world);
    await push(world.app, tablet, [pushedAt(5, correctedName(5))]);
    const all = [
      ...(await find(world.app, { number })),
      ...(await find(world.app, { number: '001099000002' })),
    ];
    const request = await ask(
      world.app,
      'access',
      all.map(({ subject }) => subject),
    );
    const { held, request: closed } = await carryOut(world.app, request.requestId);
    expect(closed).toMatchObject({ state: 'done', closedAtMs: serverNowMs });
    expect(held?.records).toMatchObject([
      {
        declaration: { fullName: 'NGUYỄN VĂN MẪU HAI', docNumber: number },
        crossing: { 'check.verdict': 'pass' },
      },
      { declaration: { docNumber: '001099000002' } },
    ]);
    expect(held?.page).toContain('<th>Họ và tên</th><td>NGUYỄN VĂN MẪU HAI</td>');
    expect(held?.page).toContain('Vào thành phố');
    expect(held?.page).toContain('<td>25/07/2021</td>');
    expect(held?.page).toContain('Sửa tờ khai – máy chủ nhận 10:00 25/7/21');
    expect(held?.page).not.toContain('<b>');
  });

  it('[SUBJECT-3] is corrected by the unit, and done only when the amendment has arrived', async () => {
    await using world = await openWorld(engine);
    const { tablet } = await fill(world);
    const subjects = (await find(world.app, { number })).map(({ subject }) => subject);
    const { requestId } = await ask(world.app, 'correct', subjects);
    const before = await carryOut(world.app, requestId);
    expect(before.request).toMatchObject({
      state: 'open',
      outcomes: [{ done: false, refusal: 'not-amended' }],
    });
    await push(world.app, tablet, [pushedAt(5, correctedName(5))]);
    const after = await carryOut(world.app, requestId);
    expect(after.request).toMatchObject({
      state: 'done',
      outcomes: [{ done: true, refusal: null }],
    });
  });

  it('[SUBJECT-4] is erased at once, counted, and does not come back; nobody else is touched', async () => {
    await using world = await openWorld(engine);
    const { tablet, digest } = await fill(world);
    const late = appAt(world, afterDays(22));
    const subjects = (await find(world.app, { number })).map(({ subject }) => subject);
    const { requestId } = await ask(late, 'erase', subjects);
    const { request } = await carryOut(late, requestId);
    expect(request).toMatchObject({ state: 'done', outcomes: [{ done: true, refusal: null }] });
    expect((await withBytes(world)).map(({ position }) => position)).toEqual([3, 4]);
    expect(await countPeople(world.store, 'hn-01')).toEqual({ live: 1, forgotten: 1, records: 2 });
    expect(await digestOfLog(world.store, 'hn-01', tablet.logId)).toBe(digest);
    expect(await find(late, { number })).toEqual([]);
    await push(late, tablet, [pushedAt(5, correctedName(5))]);
    expect(await forgetAt({ store: world.store, nowMs: afterDays(22) })).toEqual({ returned: 1 });
    const problem = await refusal(late, {
      method: 'POST',
      url: '/api/v1/admin/subject-requests/carry-out',
      headers,
      payload: { protocol: protocolVersion, requestId },
    });
    expect(problem.problem).toBe('request/unknown');
    const entries = await entriesOf(world.store, 'hn-01');
    expect(entries.map(({ entryId }) => entryId).slice(0, 2)).toEqual([
      idOf('entry', 1),
      idOf('entry', 2),
    ]);
  });

  it('[SUBJECT-5] is not erased while contacts are traced, while it may be a case, or under a hold', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await push(world.app, tablet, [
      ...sampleLog(2),
      pushedAt(3, declarationEntry(3)),
      pushedAt(4, referredCrossing(4)),
    ]);
    const subjects = (await find(world.app, { number })).map(({ subject }) => subject);
    const erase = async (nowMs: number, more: object = {}) => {
      const app = appAt(world, nowMs);
      const { request, reasons } = await carryOut(
        app,
        (await ask(app, 'erase', subjects)).requestId,
        more,
      );
      expect(reasons.every(({ vi, en }) => vi.length > 20 && en.length > 20)).toBe(true);
      return request.outcomes.map(({ refusal: reason, done }) => reason ?? done);
    };
    expect(await erase(afterDays(1))).toEqual(['tracing', 'possible-case']);
    const hold = { unitId: 'hn-01', recordId: idOf('crossing', 2), reason: 'Công văn 12' };
    await placeHold(portsOf(world), hold);
    const decision = { decision: 'Quyết định 7: nhập nhầm' };
    expect(await erase(afterDays(1), decision)).toEqual(['legal-hold', true]);
    expect((await withBytes(world)).map(({ position }) => position)).toEqual([1, 2]);
    expect(await erase(afterDays(2), decision)).toEqual(['legal-hold', 'gone']);
  });

  it('[SUBJECT-6] is listed with the dates that the law sets, the open ones first, and says nothing of a person', async () => {
    await using world = await openWorld(engine);
    await fill(world);
    const subjects = (await find(world.app, { number })).map(({ subject }) => subject);
    const erase = await ask(world.app, 'erase', subjects);
    const access = await ask(world.app, 'access', subjects);
    const done = await ask(world.app, 'access', subjects);
    await carryOut(world.app, done.requestId);
    const list = await world.app.inject({ url: '/api/v1/admin/subject-requests', headers });
    const { requests } = subjectRequestsResponseSchema.parse(list.json());
    expect(requests.map(({ requestId, dueMs }) => [requestId, dueMs])).toEqual([
      [access.requestId, serverNowMs + 10 * dayMs],
      [erase.requestId, serverNowMs + 20 * dayMs],
      [done.requestId, serverNowMs + 10 * dayMs],
    ]);
    expect(list.body).not.toMatch(/MẪU|0010990|8490000/);
  });
});

it('[SUBJECT-6] an answer is due after two working days', () => {
  const answerDue = (received: string) =>
    new Date(dueDates('access', Date.parse(received)).answerDueMs).toISOString();
  // Monday, Thursday and Saturday in Vietnam.
  expect(answerDue('2026-11-23T10:00:00+07:00')).toBe('2026-11-25T03:00:00.000Z');
  expect(answerDue('2026-11-26T10:00:00+07:00')).toBe('2026-11-30T03:00:00.000Z');
  expect(answerDue('2026-11-28T02:00:00+07:00')).toBe('2026-11-30T19:00:00.000Z');
});

it('[SUBJECT-1] at the server’s machine who is meant is read from standard input, not from the command line', async () => {
  using dir = temporaryDir();
  const store = await openSqlStore(await onSqlite.inDir(dir.path), 'epoch');
  await store.transact((tx) => tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 }));
  const entries = sampleLog(2).map(({ entryId, frame }) => {
    const reading = readArrival(frame, { entryId, unitId: 'hn-01' }, openTestFrame);
    return arrived(0, { entryId, frame, hash: hashOf(frame), ...reading });
  });
  await store.takeCustody(custodyOf(entries));
  await store.close();
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const command = (input: string, ...words: string[]) =>
    execFileSync(process.execPath, ['sync-server/main.ts', ...words], {
      cwd: root,
      env: { PATH: process.env['PATH'], DATA_DIR: dir.path },
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  const told = JSON.parse(command(JSON.stringify({ who: { number } }), 'subject-find'));
  const [found] = subjectSearchResponseSchema.parse(told).found;
  const request = JSON.parse(
    command(JSON.stringify({ kind: 'access', subjects: [found?.subject] }), 'subject-ask'),
  );
  const done = JSON.parse(command('', 'subject-carry-out', '--request', request.requestId));
  expect(carryOutResponseSchema.parse(done).held?.page).toContain('NGUYỄN VĂN MẪU');
  expect(JSON.parse(command('', 'subject-list'))).toMatchObject([{ state: 'done' }]);
  expect(() => command('{}', 'subject-find')).toThrow('no such request');
});
