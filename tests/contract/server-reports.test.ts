import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { doTotalsMeet } from '#domain/report/report-totals.ts';
import { request } from 'undici';
import { deliverReports } from '../../sync-server/services/reports/deliver-reports.ts';
import { tellStatistics } from '../../sync-server/services/reports/report-statistics.ts';
import { noteReports } from '../../sync-server/services/reports/receive-report.ts';
import { idOf } from '../support/id-of.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { openDesk, openMailbox, openReporting, said } from './report-world.ts';
import { declarationEntry, pushedAt } from './sample-log.ts';
import { push, serverNowMs } from './server-world.ts';

type Reporting = Awaited<ReturnType<typeof openReporting>>;

const noted = (number: number, urgency: 'plain' | 'urgent' = 'plain'): Entry => ({
  ...declarationEntry(number),
  kind: 'report.recorded',
  subjectId: idOf('report', number),
  data: { ...said, urgency, phone: '0912345678' },
});

const portsOf = ({ world: { store, openFrame }, clock, partners }: Reporting) => ({
  store,
  openFrame,
  clock,
  partners,
  random: randomBytes,
});

/** So many rounds of sending, a minute apart. */
const rounds = async (reporting: Reporting, count: number): Promise<void> => {
  for (let round = 0; round < count; round += 1) {
    await deliverReports(portsOf(reporting));
    reporting.pass(60_000);
  }
};

const deskOf = ({ world, app, tablet }: Reporting) => openDesk(world, app, tablet);
const answered = { kind: 'answered', text: 'Đã nhắc chốt.' } as const;

describe.each(bothEngines)('reports, on $name', (engine) => {
  it('[REPORT-6] what an officer took down offline is one report, whether it came with its log or ahead of it', async () => {
    await using reporting = await openReporting(engine);
    const { world, tablet } = reporting;
    const desk = await deskOf(reporting);
    const [urgent, plain] = await sealAll([pushedAt(1, noted(1, 'urgent')), pushedAt(2, noted(2))]);
    if (!urgent || !plain) throw new Error('Two were sealed.');
    await push(world.app, tablet, [], { alerts: [urgent] });
    expect(await noteReports(portsOf(reporting), 0)).toBe(1);
    await push(world.app, tablet, [urgent, plain]);
    expect(await noteReports(portsOf(reporting), 0)).toBe(1);
    expect(await noteReports(portsOf(reporting), 0)).toBe(0);
    const { cards, totals, waiting } = await desk.list();
    expect(waiting).toBe(2);
    expect(totals).toMatchObject({ received: 2, open: 2 });
    expect(cards).toMatchObject([
      {
        number: 1,
        channel: 'post',
        unitId: 'hn-01',
        urgency: 'urgent',
        dueAtMs: serverNowMs + 60_000,
        said: { what: said.what, phone: '0912345678' },
        lines: [{ kind: 'received', actor: 'hn-01-qm1' }],
      },
      { number: 2, urgency: 'plain', dueAtMs: serverNowMs + 480_000 },
    ]);
    const [looked] = await world.store.listNewestAudit({ before: null, deed: 'reports' }, 1);
    expect(looked?.subjects).toEqual(cards.map(({ reportId }) => reportId));
  });

  it('[REPORT-7] a call is taken down once, answered at once, and each step is a line with who and when', async () => {
    await using reporting = await openReporting(engine);
    const desk = await deskOf(reporting);
    const reportId = randomUUID();
    await desk.receive({ reportId, step: answered });
    const card = await desk.receive({ reportId, step: answered });
    expect(card).toMatchObject({
      number: 1,
      state: 'answered',
      lines: [
        { kind: 'received', actor: desk.officer },
        { kind: 'answered', actor: desk.officer, atMs: serverNowMs, step: answered },
      ],
    });
    const open = randomUUID();
    await desk.receive({ reportId: open, report: { ...said, category: 'other' } });
    const sorted = { kind: 'sorted', category: 'medical', urgency: 'urgent' } as const;
    expect(await desk.step(open, sorted)).toMatchObject({ category: 'medical', urgency: 'urgent' });
    expect(await desk.step(open, answered)).toMatchObject({ state: 'answered' });
    expect(await desk.step(open, answered)).toBe('report/overtaken');
    expect(await desk.step(randomUUID(), answered)).toBe('report/unknown');
    expect((await desk.list()).totals).toMatchObject({ received: 2, answered: 2, open: 0 });
  });

  it('[REPORT-2] repeats are merged, end as the one they repeat, and come apart again', async () => {
    await using reporting = await openReporting(engine);
    const desk = await deskOf(reporting);
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    for (const reportId of [one, two, three]) await desk.receive({ reportId });
    expect(await desk.step(two, { kind: 'merged', into: two })).toBe('report/overtaken');
    await desk.step(two, { kind: 'merged', into: one });
    await desk.step(one, { kind: 'merged', into: three });
    const { cards, totals } = await desk.list();
    expect(cards).toMatchObject([{ reportId: three, repeats: 2 }]);
    expect(totals).toMatchObject({ received: 3, open: 3, repeats: 2 });
    await desk.step(three, answered);
    expect((await desk.list()).totals).toMatchObject({ answered: 3, open: 0, repeats: 2 });
    await desk.step(two, { kind: 'separated' });
    expect((await desk.list()).totals).toMatchObject({ answered: 2, open: 1, repeats: 1 });
    expect(await desk.step(two, { kind: 'forwarded', agencyId: reporting.health })).toMatchObject({
      state: 'forwarded',
    });
    const { totals: last } = await desk.list();
    expect(last).toMatchObject({ answered: 2, forwarded: 1, open: 0 });
    expect(doTotalsMeet(last)).toBe(true);
  });

  it('[REPORT-8] an agency that was down gets a report once, and its reply, however often it comes, closes it once', async () => {
    await using reporting = await openReporting(engine);
    const { agency, police, world } = reporting;
    const desk = await deskOf(reporting);
    const reportId = randomUUID();
    await desk.receive({ reportId });
    agency.behave({ fault: 'down' });
    const step = { kind: 'forwarded', agencyId: police, text: 'Gấp' } as const;
    const stepId = randomUUID();
    await desk.step(reportId, step, stepId);
    await desk.step(reportId, step, stepId);
    await rounds(reporting, 3);
    expect(await world.store.countDeliveries('reports')).toEqual({ waiting: 1, dead: 0 });
    agency.behave({ fault: 'hang-up' });
    await rounds(reporting, 2);
    agency.behave({});
    await rounds(reporting, 3);
    expect(agency.counts().taken).toBe(1);
    const [taken] = agency.taken();
    expect(JSON.parse(taken?.body ?? '')).toMatchObject({
      reportId,
      number: 1,
      note: 'Gấp',
      report: { what: said.what },
    });
    const to = await reporting.hook(`/api/v1/reports/reply/${police}`);
    const reply = { reportId, outcome: 'handled', text: 'Đã xử phạt.' } as const;
    expect(await agency.reply(to, reply, 'reply-0001')).toBe(200);
    expect(await agency.reply(to, reply, 'reply-0001')).toBe(200);
    expect(await agency.reply(to, { ...reply, reportId: randomUUID() })).toBe(404);
    const [closed] = (await desk.search({ text: '1' })).cards;
    expect(closed).toMatchObject({
      state: 'closed',
      lines: [{}, {}, { kind: 'closed', actor: `agency:${police}` }],
    });
    // One reply more than was asked for is noted, and changes nothing.
    expect(await agency.reply(to, reply, 'reply-0002')).toBe(200);
    expect((await desk.list()).totals).toMatchObject({ forwarded: 1, open: 0, unreplied: 0 });
  });

  it('[REPORT-8] what an agency sends back waits for the desk again; what was taken back before it was sent is not sent', async () => {
    await using reporting = await openReporting(engine);
    const { agency, police } = reporting;
    const desk = await deskOf(reporting);
    const reportId = randomUUID();
    const forwarded = { kind: 'forwarded', agencyId: police } as const;
    await desk.receive({ reportId, step: forwarded });
    await desk.step(reportId, { kind: 'reopened', text: 'Nhầm cơ quan' });
    await rounds(reporting, 1);
    expect(agency.counts().taken).toBe(0);
    await desk.step(reportId, forwarded);
    await rounds(reporting, 1);
    expect(agency.counts().taken).toBe(1);
    const to = await reporting.hook(`/api/v1/reports/reply/${police}`);
    await agency.reply(to, { reportId, outcome: 'not-ours', text: 'Thuộc Sở Y tế' });
    const { cards, totals } = await desk.list();
    expect(cards).toMatchObject([{ reportId, state: 'received', agencyId: null }]);
    expect(totals).toMatchObject({ received: 1, open: 1, forwarded: 0 });
    expect(await desk.step(reportId, { kind: 'forwarded', agencyId: 'nobody' })).toBe(
      'report/no-agency',
    );
  });

  it('[REPORT-9] what an agency refuses again and again is given up, the desk is told, and it can be sent anew', async () => {
    await using reporting = await openReporting(engine);
    const { agency, police, world } = reporting;
    const desk = await deskOf(reporting);
    agency.behave({ fault: 'refuse' });
    await desk.receive({
      reportId: randomUUID(),
      step: { kind: 'forwarded', agencyId: police },
    });
    await rounds(reporting, 7);
    expect((await desk.list()).deliveries).toEqual({ waiting: 0, dead: 1 });
    agency.behave({});
    await world.store.transact((tx) => tx.reviveDeliveries('reports', reporting.clock()));
    await rounds(reporting, 1);
    expect(agency.counts().taken).toBe(1);
  });

  it('[REPORT-10] a message is one report however often it is brought, and its writer gets the answer once', async () => {
    await using reporting = await openReporting(engine);
    const { messages } = reporting;
    const desk = await deskOf(reporting);
    const to = await reporting.hook('/api/v1/reports/message');
    const message = { messageId: 'message-0001', sender: 'zalo-42', text: 'Chốt ùn dài' };
    expect(await messages.write(to, message)).toBe(200);
    expect(await messages.write(to, message)).toBe(200);
    const second = { ...message, messageId: 'message-0002' };
    expect(await messages.write(to, second)).toBe(200);
    const { cards } = await desk.list();
    expect(cards).toMatchObject([
      { channel: 'message', category: 'other', said: { what: 'Chốt ùn dài', phone: 'zalo-42' } },
      { channel: 'message' },
    ]);
    const [one, two] = cards.map(({ reportId }) => reportId);
    await desk.step(two ?? '', { kind: 'merged', into: one ?? '' });
    await desk.step(one ?? '', answered);
    await rounds(reporting, 2);
    expect(messages.taken().map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      expect.arrayContaining([
        { messageId: 'message-0001', text: answered.text },
        { messageId: 'message-0002', text: answered.text },
      ]),
    );
    expect(messages.counts().taken).toBe(2);
  });

  it('[REPORT-11] a webhook without the right signature changes nothing', async () => {
    await using reporting = await openReporting(engine);
    const desk = await deskOf(reporting);
    for (const path of ['message', `reply/${reporting.police}`, `reply/${reporting.health}`]) {
      const { statusCode } = await request(await reporting.hook(`/api/v1/reports/${path}`), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': 'message-0003',
          'x-chot-signature': `sha256=${'0'.repeat(64)}`,
        },
        body: JSON.stringify({ sender: 'a', text: 'b' }),
      });
      expect(statusCode).toBe(401);
    }
    expect((await desk.list()).totals.received).toBe(0);
  });

  it('[MAILBOX-1] what is written on the page is received once, and number and secret open its answer and nothing else', async () => {
    await using reporting = await openReporting(engine);
    const desk = await deskOf(reporting);
    const page = openMailbox(reporting.app);
    const reportId = randomUUID();
    expect(await page.write(reportId, 'SECRET')).toBe(1);
    expect(await page.write(reportId, 'SECRET')).toBe(1);
    expect(await page.write(reportId, 'OTHER')).toBe('declare/refused');
    expect(await page.answer(1, 'SECRET')).toMatchObject({ state: 'received', answer: null });
    expect(await page.answer(1, 'OTHER')).toBe('report/no-receipt');
    expect(await page.answer(2, 'SECRET')).toBe('report/no-receipt');
    await desk.step(reportId, answered);
    expect(await page.answer(1, 'SECRET')).toEqual({
      nonce: 'nonce-of-page',
      state: 'answered',
      receivedAtMs: serverNowMs,
      sinceMs: serverNowMs,
      agency: null,
      answer: answered.text,
    });
  });

  it('[REPORT-12] reports are found by words without marks, telephone, number and state', async () => {
    await using reporting = await openReporting(engine);
    const desk = await deskOf(reporting);
    for (let index = 0; index < 35; index += 1) {
      const report = { ...said, what: `Việc số ${index}`, phone: `+8491234500${index % 10}` };
      await desk.receive({
        reportId: randomUUID(),
        report,
        ...(index % 2 ? { step: answered } : {}),
      });
    }
    const first = await desk.search({ text: 'viec nga tu so' });
    expect(first.cards).toHaveLength(30);
    const rest = await desk.search({ text: 'viec nga tu so', before: first.before });
    expect(rest.cards.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    expect(rest.before).toBeNull();
    expect((await desk.search({ text: '0912345003' })).cards).toHaveLength(4);
    expect((await desk.search({ text: '7' })).cards).toMatchObject([{ number: 7 }]);
    expect((await desk.search({ state: 'answered' })).cards).toHaveLength(17);
    expect((await desk.search({ text: 'không có' })).cards).toEqual([]);
  });

  it('[REPORT-13] statistics by day, channel, category, agency and time to answer add up to the same sum', async () => {
    await using reporting = await openReporting(engine);
    const desk = await deskOf(reporting);
    const [first, second] = [randomUUID(), randomUUID()];
    await desk.receive({ reportId: first });
    await desk.receive({ reportId: second, channel: 'message' });
    reporting.pass(600_000);
    await desk.step(first, answered);
    await desk.step(second, { kind: 'forwarded', agencyId: reporting.health });
    const period = { fromMs: 0, untilMs: serverNowMs + 10 * 86_400_000 };
    expect((await desk.statistics(period.fromMs, period.untilMs)).totals.received).toBe(2);
    reporting.pass(86_400_000);
    const page = openMailbox(reporting.app);
    await page.write(randomUUID(), 'SECRET', { ...said, category: 'permit' });
    const told = await tellStatistics(reporting.world, { nonce: 'nonce', ...period });
    expect(told.totals).toMatchObject({ received: 3, answered: 1, forwarded: 1, open: 1 });
    expect(told.days.map(({ key }) => key)).toEqual(['2021-07-25', '2021-07-26']);
    expect(told.channels.map(({ key }) => key)).toEqual(['call', 'mailbox', 'message']);
    expect(told.categories.map(({ key }) => key)).toEqual(['breach', 'permit']);
    expect(told.agencies).toMatchObject([{ key: reporting.health, totals: { forwarded: 1 } }]);
    expect(told.waits).toMatchObject({ count: 2, medianMs: 600_000 });
    expect(told.waits.within[0]).toEqual({ minutes: 15, count: 2 });
    for (const groups of [told.days, told.channels, told.categories]) {
      const received = groups.reduce((sum, { totals }) => sum + totals.received, 0);
      expect(received).toBe(told.totals.received);
      expect(groups.every(({ totals }) => doTotalsMeet(totals))).toBe(true);
    }
  });

  it('[REPORT-14] what was said is forgotten after its time, what waits is not, and the sum stays', async () => {
    await using reporting = await openReporting(engine);
    const { world } = reporting;
    const desk = await deskOf(reporting);
    const [ended, open, repeat] = [randomUUID(), randomUUID(), randomUUID()];
    await desk.receive({ reportId: ended, step: answered });
    await desk.receive({ reportId: open });
    await desk.receive({ reportId: repeat });
    await desk.step(repeat, { kind: 'merged', into: ended });
    const forget = (through: number) => world.store.transact((tx) => tx.forgetReports(through));
    expect(await forget(serverNowMs - 1)).toBe(0);
    expect(await forget(serverNowMs)).toBe(2);
    expect(await forget(serverNowMs)).toBe(0);
    expect([...(await world.store.readReportBodies([ended, open, repeat])).keys()]).toEqual([open]);
    expect((await desk.search({ state: 'answered' })).cards).toMatchObject([
      { reportId: ended, said: null, lines: [{ kind: 'received' }, { kind: 'answered' }] },
    ]);
    expect((await desk.list()).totals).toMatchObject({ received: 3, answered: 2, open: 1 });
  });
});
