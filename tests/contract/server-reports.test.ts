import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { doTotalsMeet } from '#domain/report/report-totals.ts';
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
