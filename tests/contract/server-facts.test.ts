import { describe, expect, it } from 'vitest';
import type { Bulletin } from '#domain/bulletin/bulletin.ts';
import { dayMs } from '#domain/city/local-day.ts';
import type { Entry } from '#domain/log/entry.ts';
import {
  commandDayResponseSchema,
  commandListResponseSchema,
  type CommandListRequest,
} from '#protocol/command.ts';
import { problemSchema } from '#protocol/problem.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { noteCrossings } from '../../sync-server/services/facts/note-crossings.ts';
import { noteReferrals } from '../../sync-server/services/referrals/note-referrals.ts';
import type { KeptBulletin } from '../../sync-server/store/bulletins.ts';
import { idOf } from '../support/id-of.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld } from './server-world.ts';

const day = '2021-07-25';
type Verdict = 'pass' | 'turn_back' | 'refer_health';

/** Somebody who crossed with this verdict, so long before what the sample says. */
const person = (number: number, verdict: Verdict, agoMs = 0): Entry[] => {
  const declared = declarationEntry(2 * number - 1);
  const crossed = crossingEntry(2 * number);
  if (crossed.kind !== 'crossing.recorded') throw new Error('It is one.');
  const time = { ...crossed.time, wall: crossed.time.wall - agoMs };
  return [declared, { ...crossed, time, data: { ...crossed.data, 'check.verdict': verdict } }];
};

const amending = (number: number, verdict: Verdict): Entry => {
  const crossed = crossingEntry(2 * number);
  return {
    ...crossed,
    entryId: declarationEntry(900 + number).entryId,
    kind: 'crossing.amended',
    basedOn: [crossed.entryId],
    data: { fields: { 'check.verdict': verdict }, role: 'supervisor' },
  };
};

const voiding = (number: number): Entry => {
  const crossed = crossingEntry(2 * number);
  return {
    ...crossed,
    entryId: declarationEntry(800 + number).entryId,
    kind: 'crossing.voided',
    basedOn: [crossed.entryId],
    data: { reason: 'entered_twice' },
  };
};

/** A command post that looks, over what a tablet of a unit sent. */
const withPost = async (world: ServerWorld) => {
  const tablet = await world.enrol();
  const officer = await seedOfficer(world, 'hn-01', 'command-post');
  const token = await tokenOf(world, tablet, officer);
  let sent = 0;
  const ask = async (path: string, what: object) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/api/v1/command/${path}`,
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-command', ...what },
    });
    return answer.json<unknown>();
  };
  return {
    send: async (entries: readonly Entry[]) => {
      const placed = entries.map((entry, index) => pushedAt(sent + index + 1, entry));
      sent += entries.length;
      await push(world.app, tablet, await sealAll(placed));
    },
    note: () => noteCrossings(world),
    look: async (of = day) => commandDayResponseSchema.parse(await ask('day', { day: of })),
    list: async (list: CommandListRequest['list'], more: object = {}) =>
      commandListResponseSchema.parse(await ask('list', { day, list, ...more })),
    refused: async (path: string, what: object) =>
      problemSchema.parse(await ask(path, what)).problem,
  };
};

describe.each(bothEngines)('what crossed the city, on $name', (engine) => {
  it('[COMMAND-2] is counted once, as amended and without what was voided, however it arrives', async () => {
    await using world = await openWorld(engine);
    const { send, note, look, list } = await withPost(world);
    await send([...person(1, 'pass'), ...person(2, 'turn_back'), ...person(3, 'pass')]);
    expect(await world.store.listUnreadForFacts()).toHaveLength(1);
    expect(await note()).toBe(3);
    expect(await note()).toBe(0);
    const view = await look();
    expect(view).toMatchObject({
      uncounted: 0,
      crossings: { all: 3, pass: 2, turn_back: 1 },
      channels: [{ channel: 'cccd_qr', crossings: 3 }],
      dayBefore: { all: 0 },
    });
    expect(view.hours[9]).toMatchObject({ all: 3, pass: 2, turn_back: 1 });
    expect(view.units).toMatchObject([{ unitId: 'hn-01', crossings: { all: 3 }, tablets: 1 }]);
    const turned = await list('turn_back');
    expect(turned.lines).toMatchObject([
      { id: crossingEntry(4).subjectId, unitId: 'hn-01', verdict: 'turn_back', channel: 'cccd_qr' },
    ]);
  });

  it('[COMMAND-2] follows what is said later of a crossing', async () => {
    await using world = await openWorld(engine);
    const { send, note, list } = await withPost(world);
    await send([...person(1, 'pass'), ...person(2, 'pass'), ...person(3, 'pass')]);
    await note();
    await send([amending(1, 'turn_back'), voiding(2)]);
    await note();
    const idsOf = async (of: CommandListRequest['list']) =>
      (await list(of)).lines.map(({ id }) => id);
    expect(await idsOf('turn_back')).toEqual([crossingEntry(2).subjectId]);
    expect(await idsOf('pass')).toEqual([crossingEntry(6).subjectId]);
    expect(await idsOf('crossings')).toHaveLength(2);
  });

  it('[COMMAND-3] is compared with the day and the week before to the same time of day', async () => {
    await using world = await openWorld(engine);
    const { send, note, look } = await withPost(world);
    const hourMs = 3_600_000;
    await send([
      ...person(1, 'pass'),
      ...person(2, 'turn_back', dayMs),
      // Later on that day than it is now: it belongs to its curve, not to the comparison.
      ...person(3, 'pass', dayMs - 4 * hourMs),
      ...person(4, 'pass', 7 * dayMs),
    ]);
    await note();
    const view = await look();
    expect([view.crossings.all, view.dayBefore.all, view.weekBefore.all]).toEqual([1, 1, 1]);
    expect(view.dayBefore.turn_back).toBe(1);
    expect([view.hoursDayBefore[9], view.hoursDayBefore[13], view.hoursWeekBefore[9]]).toEqual([
      1, 1, 1,
    ]);
    expect((await look('2021-07-24')).crossings.all).toBe(2);
    expect((await look('2021-07-26')).crossings.all).toBe(0);
  });

  it('[COMMAND-4] every figure has the lines behind it, of the city, a unit or an hour, page by page', async () => {
    await using world = await openWorld(engine);
    const { send, note, look, list, refused } = await withPost(world);
    const people = Array.from({ length: 130 }, (_, index) =>
      person(index + 1, index % 10 === 0 ? 'turn_back' : 'pass', index * 60_000),
    );
    const raising: Entry = {
      ...crossingEntry(2),
      entryId: declarationEntry(700).entryId,
      kind: 'referral.raised',
      data: { declarationId: declarationEntry(1).subjectId, causes: ['cough'] },
    };
    await send([...people.flat(), raising]);
    await note();
    const referring = { ...world, clock: () => serverNowMs - 3_600_000 };
    await noteReferrals(referring, { receivedSinceMs: 0, isDelivered: false });
    const view = await look();
    const [unit] = view.units;
    expect(unit).toMatchObject({ referralsOpen: 1, referralsOverdue: 1, silent: 0, tablets: 1 });

    const first = await list('crossings');
    const last = first.lines.at(-1);
    const after = { atMs: last?.atMs, recordId: last?.id };
    const second = await list('crossings', { after });
    expect([first.more, second.more]).toEqual([true, false]);
    const all = [...first.lines, ...second.lines];
    expect(new Set(all.map(({ id }) => id)).size).toBe(view.crossings.all);
    expect((await list('turn_back')).lines).toHaveLength(view.crossings.turn_back);
    for (const [hour, counts] of view.hours.entries()) {
      expect((await list('pass', { hour })).lines).toHaveLength(counts.pass);
    }
    expect((await list('turn_back', { unitId: 'hn-02' })).lines).toEqual([]);
    expect((await list('referrals-overdue')).lines).toMatchObject([
      { unitId: 'hn-01', state: 'raised', isOverdue: true },
    ]);
    expect((await list('tablets')).lines).toMatchObject([{ tablet: 'Máy 1', unitId: 'hn-01' }]);
    expect((await list('tablets-silent')).lines).toEqual([]);
    expect(await refused('day', { day: 'yesterday' })).toBe('request/malformed');
    expect(await refused('list', { day, list: 'names' })).toBe('request/malformed');
  });

  it('[COMMAND-8] what citizens wait for and what officers have not read stands there with its lines', async () => {
    await using world = await openWorld(engine);
    const { look, list } = await withPost(world);
    expect(await look()).toMatchObject({ reportsOpen: 0, bulletinsUnread: 0 });
    const report = { category: 'medical', urgency: 'urgent', what: 'Cụ bà khó thở' } as const;
    const [open, answered, repeat] = [1, 2, 3].map((number) => idOf('report', number));
    const bulletin: Bulletin = {
      title: 'Dừng nhận xe khách',
      text: 'Từ 06:00.',
      isUrgent: false,
      aim: { to: 'everyone' },
      validUntilMs: serverNowMs + 1000,
    };
    const put = (number: number, validUntilMs: number) => {
      const one: KeptBulletin = {
        bulletinId: idOf('bulletin', number),
        state: 'published',
        version: 1,
        writers: ['hn-01-a'],
        bulletin: { ...bulletin, validUntilMs },
        changedAtMs: 1,
        publishedAtMs: 1,
        feedSeq: 1,
      };
      const line = { version: 1, step: 'published', atMs: 1, officerId: 'hn-01-a', reason: null };
      return world.store.transact((tx) => tx.putBulletin(one, line));
    };
    for (const reportId of [open, answered, repeat]) {
      if (reportId === undefined) throw new Error('There are three.');
      await world.store.transact(async (tx) => {
        const seq = await tx.takeReportPlace();
        const { category, urgency } = report;
        await tx.insertReport(seq, {
          reportId,
          source: reportId,
          channel: 'call',
          category,
          urgency,
          unitId: null,
          receivedAtMs: 1000,
          secretHash: null,
          actor: 'citizen',
          body: JSON.stringify(report),
        });
        if (reportId === open) return;
        const place = await tx.takeReportPlace();
        const kind = reportId === repeat ? 'merged' : 'answered';
        await tx.appendReportLine(
          { seq: place, reportId, kind, atMs: 1, actor: 'hn-01-a', detail: null, source: kind },
          {
            state: kind === 'merged' ? 'received' : 'answered',
            agencyId: null,
            mergedInto: kind === 'merged' ? (open ?? null) : null,
            category,
            urgency,
            hasMoved: true,
          },
        );
      });
    }
    const officer = {
      officerId: 'o1',
      name: 'Cán bộ o1',
      role: 'scanning-officer',
      unitId: 'hn-01',
    } as const;
    await world.store.transact((tx) =>
      tx.appendFeed('reference', [{ kind: 'officer', body: officer, audience: 'hn-01' }]),
    );
    await put(1, serverNowMs + 86_400_000);
    await put(2, serverNowMs - 1);
    const view = await look('2021-07-24');
    const reports = (await list('reports-open')).lines;
    expect(reports).toEqual([
      {
        id: open,
        unitId: null,
        atMs: 1000,
        report: { number: 1, category: 'medical', isUrgent: true },
      },
    ]);
    const bulletins = (await list('bulletins-unread')).lines;
    expect(bulletins).toMatchObject([
      { id: idOf('bulletin', 1), bulletin: { officers: 1, read: 0 } },
    ]);
    expect([view.reportsOpen, view.bulletinsUnread]).toEqual([reports.length, bulletins.length]);
    expect((await list('reports-open', { unitId: 'hn-01' })).lines).toEqual([]);

    const receipt = {
      kind: 'read',
      officerId: officer.officerId,
      unitId: 'hn-01',
      entryId: idOf('entry', 1),
      deviceId: 'device',
      bulletinId: idOf('bulletin', 1),
      atMs: 1,
    } as const;
    await world.store.transact((tx) => tx.noteReceipt(receipt));
    expect((await list('bulletins-unread')).lines).toEqual([]);
  });

  it('[COMMAND-5] goes from the counts of the day when its bytes are forgotten', async () => {
    await using world = await openWorld(engine);
    const { send, note, look } = await withPost(world);
    await send([...person(1, 'pass'), ...person(2, 'pass')]);
    await note();
    const entries = await world.store.listEntries({ unitId: 'hn-01', status: 'applied' });
    await world.store.transact((tx) => tx.forgetEntries(entries.slice(0, 2)));
    expect((await look()).uncounted).toBe(0);
    const page = { hourMs: 0, unitId: '', recordId: '' };
    const span = { fromMs: 0, untilMs: serverNowMs };
    expect(await world.store.pageFacts(span, page, 10)).toHaveLength(1);
  });
});
