import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { deliverReports } from '../../sync-server/services/reports/deliver-reports.ts';
import { bothEngines } from './engines.ts';
import { openDesk, openMailbox, openReporting, said } from './report-world.ts';
import { serverNowMs } from './server-world.ts';

type Reporting = Awaited<ReturnType<typeof openReporting>>;

/** So many rounds of sending, a minute apart. */
const rounds = async (reporting: Reporting, count: number): Promise<void> => {
  for (let round = 0; round < count; round += 1) {
    await deliverReports({ ...reporting, store: reporting.world.store, random: randomBytes });
    reporting.pass(60_000);
  }
};

const deskOf = ({ world, app, tablet }: Reporting) => openDesk(world, app, tablet);
const answered = { kind: 'answered', text: 'Đã nhắc chốt.' } as const;

describe.each(bothEngines)('reports from and to others’ systems, on $name', (engine) => {
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
});
