import { fail, ok, type Result } from '#domain/core/result.ts';
import { uuidV4 } from '#domain/core/uuid.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { Report } from '#domain/report/report.ts';
import type { MailboxRequest } from '#protocol/mailbox.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ReportReceiveRequest } from '#protocol/reports.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { KeptReport, NewReport } from '../../store/reports.ts';
import { entrySource } from '../../store/sql-reports.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { IncomingMessage, ReportPartners } from './partners.ts';
import { takeStepWithin } from './take-report-step.ts';

type Ports = Pick<ServicePorts, 'store' | 'clock' | 'random'>;
type How = Omit<NewReport, 'category' | 'urgency' | 'body'>;

/** Takes a report in, once: what comes again from its source is the first one. Null: its id is another's. */
const receiveWithin = async (
  tx: StoreTransactor,
  report: Report,
  how: How,
): Promise<KeptReport | null> => {
  const seq = await tx.takeReportPlace();
  const known = await tx.findReportBySource(how.source);
  if (known !== null) return known;
  if ((await tx.findReports([how.reportId])).length > 0) return null;
  const { category, urgency } = report;
  await tx.insertReport(seq, { ...how, category, urgency, body: JSON.stringify(report) });
  return tx.findReportBySource(how.source);
};

/** The desk takes a report down, and says what was done about it at once, if anything was. */
export const receiveAtDesk = (
  { store, clock, partners }: Ports & { readonly partners: ReportPartners },
  { officerId, role, unitId, deviceId }: OfficerSession,
  asked: Pick<ReportReceiveRequest, 'reportId' | 'channel' | 'report' | 'step'>,
): Promise<Result<null, ProblemCode>> =>
  store.transact(async (tx) => {
    const { reportId, channel, report, step } = asked;
    const atMs = clock();
    await tx.appendAudit({
      atMs,
      officerId,
      role,
      unitId,
      deviceId,
      deed: 'report-received',
      subjects: [reportId],
    });
    const kept = await receiveWithin(tx, report, {
      reportId,
      channel,
      source: `desk:${reportId}`,
      actor: officerId,
      unitId: null,
      receivedAtMs: atMs,
      secretHash: null,
    });
    if (kept === null) return fail('report/overtaken');
    if (step === undefined) return ok(null);
    const taking = { reportId, step, actor: officerId, source: `step:${reportId}`, atMs };
    return takeStepWithin(tx, partners, taking);
  });

/** A citizen writes on the mailbox page. @returns what it is called by */
export const receiveFromPage = async (
  { store, clock }: Ports,
  { reportId, secretHash, report }: Pick<MailboxRequest, 'reportId' | 'secretHash' | 'report'>,
): Promise<Result<number, ProblemCode>> => {
  const kept = await store.transact((tx) =>
    receiveWithin(tx, report, {
      reportId,
      channel: 'mailbox',
      source: `page:${reportId}`,
      actor: 'citizen',
      unitId: null,
      receivedAtMs: clock(),
      secretHash,
    }),
  );
  // Who comes with the id and not with the secret is told nothing of it.
  return kept?.secretHash === secretHash ? ok(kept.number) : fail('declare/refused');
};

/** A citizen has written a message. What it is about is for the desk to say. */
export const receiveMessage = async (
  { store, clock, random }: Ports,
  { messageId, sender, text }: IncomingMessage,
): Promise<void> => {
  const report = { category: 'other', urgency: 'plain', what: text, phone: sender } as const;
  await store.transact((tx) =>
    receiveWithin(tx, report, {
      reportId: uuidV4(random(16)),
      channel: 'message',
      source: messageSource(messageId),
      actor: 'message-service',
      unitId: null,
      receivedAtMs: clock(),
      secretHash: null,
    }),
  );
};

const messageSource = (messageId: string): string => `message:${messageId}`;

/** What the service calls the message that became this report; null: it came otherwise. */
export const messageIdOf = ({ source }: KeptReport): string | null =>
  source.startsWith(messageSource('')) ? source.slice(messageSource('').length) : null;

const notedAtOnce = 200;

/** Notes the reports that officers at posts took down, whether they came with their log or ahead of it. @returns how many */
export const noteReports = async (
  { store, clock, random, openFrame }: Ports & Pick<ServicePorts, 'openFrame'>,
  receivedSinceMs: number,
): Promise<number> => {
  const arrived = await store.listUnnotedReports(receivedSinceMs, notedAtOnce);
  const recorded = arrived.flatMap(({ unitId, frame }) => {
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    if (!entry.ok || entry.value.kind !== 'report.recorded' || entry.value.unitId !== unitId)
      return [];
    return [entry.value];
  });
  if (recorded.length === 0) return 0;
  return store.transact(async (tx) => {
    for (const { entryId, unitId, officer, data } of recorded) {
      await receiveWithin(tx, data, {
        reportId: uuidV4(random(16)),
        channel: 'post',
        source: entrySource(unitId, entryId),
        actor: officer,
        unitId,
        receivedAtMs: clock(),
        secretHash: null,
      });
    }
    return recorded.length;
  });
};
