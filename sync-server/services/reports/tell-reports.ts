import { setImmediate as breathe } from 'node:timers/promises';
import { digitsOf, foldText } from '#domain/core/folded-text.ts';
import { reportSchema } from '#domain/report/report.ts';
import { reportDueAtMs, reportLimitsOf, reportStepSchema } from '#domain/report/report-state.ts';
import { toReportTotals } from '#domain/report/report-totals.ts';
import type {
  ReportCard,
  ReportSearchRequest,
  ReportSearchResponse,
  ReportsResponse,
} from '#protocol/reports.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { KeptReport } from '../../store/reports.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { ReportPartners } from './partners.ts';

export type TellReportsPorts = Pick<ServicePorts, 'store' | 'clock'> & {
  readonly partners: ReportPartners;
  /** How long an urgent one may wait for the desk. */
  readonly urgentMs: number;
};

/** The oldest that wait; a desk that has more of them before it sees how many there are beside these. */
const mostCards = 300;

/** Tells the desk what changed behind a place, and notes whose reports it was told. */
export const tellReports = async (
  ports: TellReportsPorts,
  session: OfficerSession,
  { nonce, after }: { readonly nonce: string; readonly after: number },
): Promise<ReportsResponse> => {
  const { store, clock, partners } = ports;
  // Before the list: what comes between the two is told again, not left out.
  const newest = await store.reportHead();
  const kept = await store.listReports(after, mostCards);
  const cards = await toCards(ports, kept);
  await noteLook(ports, session, 'reports', cards);
  // Where not all that changed could be told, the rest is asked for from there.
  const head = after > 0 && kept.length === mostCards ? (kept.at(-1)?.seq ?? newest) : newest;
  return {
    nonce,
    head,
    serverTimeMs: clock(),
    cards,
    totals: toReportTotals(await store.countReports()),
    waiting: await store.countOpenReports(),
    agencies: partners.agencies.map(({ agencyId, name }) => ({ agencyId, name })),
    deliveries: await store.countDeliveries('reports'),
  };
};

/** What one of them says now. */
export const tellReport = async (
  ports: TellReportsPorts,
  reportId: string,
): Promise<ReportCard | null> => {
  const kept = await ports.store.findReports([reportId]);
  return (await toCards(ports, kept))[0] ?? null;
};

const foundAtOnce = 30;
const openedAtOnce = 200;
/** Of so many the words are read in one request; the next one goes on. */
const mostOpened = 5000;

/** Looks through what was said. It lies sealed, so it is opened page by page, the newest first. */
export const findReports = async (
  ports: TellReportsPorts,
  session: OfficerSession,
  { nonce, text, before, ...filter }: Omit<ReportSearchRequest, 'protocol'>,
): Promise<ReportSearchResponse> => {
  const { store } = ports;
  const words = foldText(text).split(' ').filter(Boolean);
  const digits = digitsOf(text);
  const number = /^\s*\d{1,7}\s*$/.test(text) ? Number(text) : undefined;
  const found: KeptReport[] = [];
  let from = before;
  for (let opened = 0; found.length < foundAtOnce && opened < mostOpened; opened += openedAtOnce) {
    const page = await store.searchReports({ ...filter, before: from, number }, openedAtOnce);
    const bodies = await store.readReportBodies(page.map(({ reportId }) => reportId));
    for (const kept of page) {
      if (found.length === foundAtOnce) break;
      from = kept.number;
      const isMeant = number !== undefined || fits(bodies.get(kept.reportId), words, digits);
      if (isMeant) found.push(kept);
    }
    if (page.length < openedAtOnce && found.length < foundAtOnce) from = null;
    if (from === null) break;
    await breathe();
  }
  const cards = await toCards(ports, found);
  await noteLook(ports, session, 'report-search', cards);
  return { nonce, cards, before: from };
};

/** Every word stands somewhere in what was said; or the digits are those of the telephone. */
const fits = (body: string | undefined, words: readonly string[], digits: string): boolean => {
  if (words.length === 0) return true;
  if (body === undefined) return false;
  const { what, place = '', name = '', phone = '' } = reportSchema.parse(JSON.parse(body));
  const folded = foldText(`${what} ${place} ${name} ${phone}`);
  if (words.every((word) => folded.includes(word))) return true;
  const national = digits.replace(/^84/, '').replace(/^0/, '');
  return national.length >= 6 && digitsOf(phone).includes(national);
};

const noteLook = async (
  { store, clock }: TellReportsPorts,
  { officerId, role, unitId, deviceId }: OfficerSession,
  deed: string,
  cards: readonly ReportCard[],
): Promise<void> => {
  if (cards.length === 0) return;
  const subjects = cards.map(({ reportId }) => reportId);
  const note = { atMs: clock(), officerId, role, unitId, deviceId, deed, subjects };
  await store.transact((tx) => tx.appendAudit(note));
};

const toCards = async (
  { store, urgentMs }: TellReportsPorts,
  kept: readonly KeptReport[],
): Promise<ReportCard[]> => {
  const ids = kept.map(({ reportId }) => reportId);
  const bodies = await store.readReportBodies(ids);
  const lines = Map.groupBy(await store.listReportLines(ids), ({ reportId }) => reportId);
  const repeats = await store.countRepeats(ids);
  const limits = reportLimitsOf(urgentMs);
  return kept.map(({ seq: _seq, source: _source, secretHash: _hash, ...report }) => {
    const { reportId, category, urgency, sinceMs } = report;
    const body = bodies.get(reportId);
    return {
      ...report,
      repeats: repeats.get(reportId) ?? 0,
      dueAtMs: reportDueAtMs(limits, report, urgency, sinceMs),
      // What it is about is what the desk said last.
      said:
        body === undefined ? null : { ...reportSchema.parse(JSON.parse(body)), category, urgency },
      lines: (lines.get(reportId) ?? []).map(({ kind, atMs, actor, detail }) => ({
        kind,
        atMs,
        actor,
        ...(detail === null ? {} : { step: reportStepSchema.parse(JSON.parse(detail)) }),
      })),
    };
  });
};
