import { reportSchema } from '#domain/report/report.ts';
import { reportStepSchema, type ReportStep } from '#domain/report/report-state.ts';
import type { ClaimedDelivery } from '../../store/outbox.ts';
import type { KeptReport, ReportLine } from '../../store/reports.ts';
import { deliverDue, patienceMs, type Sent } from '../partners/deliver-due.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { ReportPartners } from './partners.ts';
import { messageIdOf } from './receive-report.ts';
import { messageScope, sourceToDelivery } from './take-report-step.ts';

export type ReportDeliveryPorts = Pick<ServicePorts, 'store' | 'clock' | 'random'> & {
  readonly partners: ReportPartners;
};

/** Sends on what is due, to agencies and to who wrote messages. @returns how many were claimed */
export const deliverReports = (ports: ReportDeliveryPorts): Promise<number> =>
  deliverDue(ports, 'reports', async (delivery) => {
    const [kept] = await ports.store.findReports([delivery.subjectId]);
    if (kept === undefined) return 'needless';
    return delivery.scope === messageScope
      ? answer(ports, kept, delivery)
      : forward(ports, kept, delivery);
  });

const forward = async (
  { store, partners }: ReportDeliveryPorts,
  kept: KeptReport,
  { scope, deliveryId }: ClaimedDelivery,
): Promise<Sent> => {
  const { reportId, number, receivedAtMs } = kept;
  const agency = partners.agencies.find(({ agencyId }) => agencyId === scope);
  const last = lastOf(await store.listReportLines([reportId]), ['forwarded']);
  // Taken back, or forwarded anew, before this was sent.
  const isMeant = kept.state === 'forwarded' && kept.agencyId === scope;
  if (!isMeant || last === null || sourceToDelivery(last.source) !== deliveryId) return 'needless';
  const body = (await store.readReportBodies([reportId])).get(reportId);
  if (body === undefined) return 'needless';
  if (agency?.system == null) return { reason: 'unreachable', notBeforeMs: null };
  const report = { ...reportSchema.parse(JSON.parse(body)), ...sortedAs(kept) };
  const note = last.step.kind === 'forwarded' ? (last.step.text ?? null) : null;
  const message = { idempotencyKey: deliveryId, reportId, number, receivedAtMs, report, note };
  return (await agency.system.deliver(message, patienceMs)) ?? 'taken';
};

const answer = async (
  { store, partners }: ReportDeliveryPorts,
  kept: KeptReport,
  { deliveryId }: ClaimedDelivery,
): Promise<Sent> => {
  const messageId = messageIdOf(kept);
  const lines = await store.listReportLines([kept.mergedInto ?? kept.reportId]);
  const last = lastOf(lines, ['answered', 'closed', 'reopened']);
  // Taken back before it was told.
  if (messageId === null || last === null || last.step.kind === 'reopened') return 'needless';
  if (partners.messages === null) return { reason: 'unreachable', notBeforeMs: null };
  if (last.step.kind !== 'answered' && last.step.kind !== 'closed') return 'needless';
  const told = { idempotencyKey: deliveryId, messageId, text: last.step.text };
  return (await partners.messages.answer(told, patienceMs)) ?? 'taken';
};

const sortedAs = ({ category, urgency }: KeptReport) => ({ category, urgency });

/** The last line of one of these kinds with what belongs to it; null: there is none, or it was forgotten. */
const lastOf = (
  lines: readonly ReportLine[],
  kinds: readonly ReportStep['kind'][],
): (ReportLine & { readonly step: ReportStep }) | null => {
  const line = lines.findLast(({ kind }) => kinds.some((one) => one === kind));
  if (line?.detail == null) return null;
  return { ...line, step: reportStepSchema.parse(JSON.parse(line.detail)) };
};
