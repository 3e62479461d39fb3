import { randomBytes } from 'node:crypto';
import { hashOf } from '#domain/log/chain.ts';
import type { Entry } from '#domain/log/entry.ts';
import { reportChannels, type Report, type ReportChannel } from '#domain/report/report.ts';
import type { ReportStep } from '#domain/report/report-state.ts';
import { doTotalsMeet, toReportTotals, type ReportTotals } from '#domain/report/report-totals.ts';
import {
  noteReports,
  receiveAtDesk,
  receiveFromPage,
  receiveMessage,
} from '../../sync-server/services/reports/receive-report.ts';
import { takeReply } from '../../sync-server/services/reports/take-reply.ts';
import { takeReportStep } from '../../sync-server/services/reports/take-report-step.ts';
import type { OfficerSession } from '../../sync-server/store/officer-account.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { arrived, custodyOf } from '../contract/sample-custody.ts';
import { declarationEntry, pushedAt } from '../contract/sample-log.ts';
import type { Dice } from './dice.ts';
import { idOf } from './id-of.ts';
import { openTestFrame } from './sealing.ts';

/** Somebody cut the line, before or after it was written. */
class Cut extends Error {}

/** A store whose every so many-th transaction is undone at its end, or is done and nobody hears of it. */
const cutting = (store: Store, dice: Dice, chance: number): Store => ({
  ...store,
  transact: async (work) => {
    const isUndone = dice.chance(chance);
    const done = await store.transact(async (tx) => {
      const value = await work(tx);
      if (isUndone) throw new Cut();
      return value;
    });
    if (dice.chance(chance)) throw new Cut();
    return done;
  },
});

const untilHeard = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
    }
  }
};

const session: OfficerSession = {
  unitId: 'hn-01',
  deviceId: 'device',
  officerId: 'tp-bc1',
  role: 'report-desk',
  tokenHash: 'token',
  factors: 2,
  usedAtMs: 0,
  endsAtMs: 0,
};

const agencyId = 'cong-an';
const text = 'Đã trả lời.';

type Case = {
  readonly index: number;
  readonly channel: ReportChannel;
  readonly fate: 'answered' | 'forwarded';
  next: 'receive' | 'end' | 'reply';
  reportId: string;
};

type CityWork = {
  readonly answered: number;
  readonly forwarded: number;
  readonly dice: Dice;
  /** Of how many transactions one is undone, and of how many the answer is lost. */
  readonly cutChance: number;
  /** After how many steps the sum is looked at. */
  readonly lookEvery: number;
  readonly clock: () => number;
};

/**
 * Brings so many reports in through all channels, in any order, each asked for until it was heard, some twice, and
 * works each to its end. @returns the sum at the end and how often it was looked at
 * @throws when the sum does not meet, or somebody is missing or there twice, at any look
 */
export const workCity = async (
  calm: Store,
  { answered, forwarded, dice, cutChance, lookEvery, clock }: CityWork,
): Promise<{ totals: ReportTotals; looks: number }> => {
  const store = cutting(calm, dice, cutChance);
  const partners = { agencies: [{ agencyId, name: 'Công an', system: null }], messages: null };
  const ports = { store, clock, random: randomBytes, partners, openFrame: openTestFrame };
  const cases = Array.from({ length: answered + forwarded }, (_, index): Case => {
    const fate = index < answered ? 'answered' : 'forwarded';
    return { index, channel: dice.oneOf(reportChannels), fate, next: 'receive', reportId: '' };
  });
  const endedByFate = { answered: [] as string[], forwarded: [] as string[] };
  let received = 0;
  let posted = 0;
  let looks = 0;

  const reportOf = ({ index }: Case): Report => ({
    category: 'breach',
    urgency: dice.chance(0.1) ? 'urgent' : 'plain',
    what: `Phản ánh ${index}`,
  });
  const bring = async (one: Case): Promise<void> => {
    const report = reportOf(one);
    const reportId = idOf('report', one.index);
    if (one.channel === 'call') {
      await receiveAtDesk(ports, session, { reportId, channel: 'call', report });
    } else if (one.channel === 'mailbox') {
      await receiveFromPage(ports, { reportId, secretHash: 'a'.repeat(64), report });
    } else if (one.channel === 'message') {
      const messageId = `message-${one.index}`;
      await receiveMessage(ports, { messageId, sender: 'zalo', text: report.what });
    } else {
      await noteReports(ports, 0);
    }
  };
  const sourceOf = ({ channel, index }: Case): string =>
    ({
      call: `desk:${idOf('report', index)}`,
      mailbox: `page:${idOf('report', index)}`,
      message: `message:message-${index}`,
      post: `entry:hn-01:${idOf('entry', index)}`,
    })[channel];
  const receive = async (one: Case): Promise<void> => {
    if (one.channel === 'post') {
      posted += 1;
      await deliver(calm, one, posted, reportOf(one));
    }
    await untilHeard(() => bring(one));
    if (dice.chance(0.1)) await untilHeard(() => bring(one));
    const kept = await calm.findReportBySource(sourceOf(one));
    if (kept === null) throw new Error(`${sourceOf(one)} was lost.`);
    one.reportId = kept.reportId;
    received += 1;
    one.next = 'end';
  };
  const say = async (one: Case, step: ReportStep): Promise<void> => {
    const stepId = idOf('step', dice.upTo(2 ** 40));
    const asked = { stepId, reportId: one.reportId, step };
    await untilHeard(() => takeReportStep(ports, session, asked));
    if (dice.chance(0.1)) await untilHeard(() => takeReportStep(ports, session, asked));
  };
  const forward = (one: Case) => say(one, { kind: 'forwarded', agencyId });
  const end = async (one: Case): Promise<void> => {
    const roots = endedByFate[one.fate];
    if (roots.length > 0 && dice.chance(0.1)) {
      await say(one, { kind: 'merged', into: dice.oneOf(roots) });
      return;
    }
    if (dice.chance(0.05)) {
      if (dice.chance(0.5)) await say(one, { kind: 'answered', text });
      else await forward(one);
      await say(one, { kind: 'reopened', text });
    }
    if (one.fate === 'answered') await say(one, { kind: 'answered', text });
    else await forward(one);
    roots.push(one.reportId);
    if (one.fate === 'forwarded') one.next = 'reply';
  };
  const reply = async (one: Case): Promise<void> => {
    const said = {
      key: `reply-${one.index}`,
      reportId: one.reportId,
      outcome: 'handled',
      text,
    } as const;
    await untilHeard(() => takeReply(ports, agencyId, said));
    if (dice.chance(0.1)) await untilHeard(() => takeReply(ports, agencyId, said));
  };
  const look = async (): Promise<ReportTotals> => {
    looks += 1;
    const totals = toReportTotals(await calm.countReports());
    if (doTotalsMeet(totals) && totals.received === received) return totals;
    throw new Error(`After ${received} the sum is ${JSON.stringify(totals)}.`);
  };

  const live = [...cases];
  for (let steps = 1; live.length > 0; steps += 1) {
    const at = dice.upTo(live.length);
    const one = live[at];
    if (one === undefined) break;
    const { next } = one;
    if (next === 'receive') await receive(one);
    else if (next === 'end') await end(one);
    else await reply(one);
    if (one.next === next) {
      live[at] = live.at(-1) ?? one;
      live.pop();
    }
    if (steps % lookEvery === 0) await look();
  }
  return { totals: await look(), looks };
};

/** An officer's note reaches the ledger as an entry of one tablet's log. */
const deliver = async (store: Store, { index }: Case, position: number, data: Report) => {
  const entry: Entry = {
    ...declarationEntry(index),
    kind: 'report.recorded',
    subjectId: idOf('report', index),
    data,
  };
  const { frame } = pushedAt(position, entry);
  const { entryId, kind, subjectId } = entry;
  const row = arrived(position, {
    entryId,
    frame,
    hash: hashOf(frame),
    kind,
    subjectId,
    effect: null,
  });
  await store.takeCustody(custodyOf([row], { from: position }));
};
