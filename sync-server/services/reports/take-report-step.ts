import { fail, ok, type Result } from '#domain/core/result.ts';
import { standingAfter, type ReportStep } from '#domain/report/report-state.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ReportStepRequest } from '#protocol/reports.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { KeptReport } from '../../store/reports.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { ReportPartners } from './partners.ts';

/** To whom the answers go that are for who wrote a message. */
export const messageScope = 'message-service';

type Taking = {
  readonly reportId: string;
  readonly step: ReportStep;
  readonly actor: string;
  /** What says it: said again, it adds nothing. */
  readonly source: string;
  readonly atMs: number;
};

/** Adds what was done about a report, once, and queues what is to be sent because of it. */
export const takeStepWithin = async (
  tx: StoreTransactor,
  partners: ReportPartners,
  taking: Taking,
): Promise<Result<null, ProblemCode>> => {
  const { reportId, source, actor, atMs } = taking;
  const seq = await tx.takeReportPlace();
  if (await tx.hasReportLine(source)) return ok(null);
  const [kept] = await tx.findReports([reportId]);
  if (kept === undefined) return fail('report/unknown');
  const { step } = taking;
  const agency = step.kind === 'forwarded' && findAgency(partners, step.agencyId);
  if (agency === null) return fail('report/no-agency');
  const said = step.kind === 'merged' ? await toRoot(tx, step) : step;
  if (said === null) return fail('report/unknown');
  if (said.kind === 'merged' && said.into === reportId) return fail('report/overtaken');
  const standing = standingAfter(kept, said);
  if (standing === null) return fail('report/overtaken');
  const hasMoved = standing.state !== kept.state || standing.mergedInto !== kept.mergedInto;
  const { category, urgency } = said.kind === 'sorted' ? said : kept;
  const { state, agencyId, mergedInto } = standing;
  await tx.appendReportLine(
    { seq, reportId, kind: said.kind, atMs, actor, source, detail: JSON.stringify(said) },
    { state, agencyId, mergedInto, category, urgency, hasMoved },
  );
  if (said.kind === 'merged') await tx.moveRepeats(reportId, said.into);
  if (agency && agency.system !== null) {
    await tx.queueDelivery('reports', {
      scope: agency.agencyId,
      deliveryId: sourceToDelivery(source),
      subjectId: reportId,
      queuedAtMs: atMs,
    });
  }
  if (said.kind === 'answered' || said.kind === 'closed') {
    await queueAnswers(tx, partners, kept, { seq, atMs });
  }
  if (said.kind === 'merged') await queueForLate(tx, partners, kept, said.into, { seq, atMs });
  return ok(null);
};

/** What a step sends is known by the step's own id. */
export const sourceToDelivery = (source: string): string => source.replace(/^\w+:/, '');

const findAgency = ({ agencies }: ReportPartners, agencyId: string) =>
  agencies.find((agency) => agency.agencyId === agencyId) ?? null;

/** Into the one that repeats no other; null: there is none. */
const toRoot = async (
  tx: StoreTransactor,
  step: Extract<ReportStep, { kind: 'merged' }>,
): Promise<ReportStep | null> => {
  const [kept] = await tx.findReports([step.into]);
  return kept === undefined ? null : { ...step, into: kept.mergedInto ?? kept.reportId };
};

type Moment = { readonly seq: number; readonly atMs: number };

/** Whoever wrote a message is answered where they wrote, those who said the same too. */
const queueAnswers = async (
  tx: StoreTransactor,
  { messages }: ReportPartners,
  answered: KeptReport,
  { seq, atMs }: Moment,
): Promise<void> => {
  if (messages === null) return;
  const all = [answered, ...(await tx.listRepeats(answered.reportId))];
  for (const { reportId, channel } of all) {
    if (channel !== 'message') continue;
    const deliveryId = `${reportId}-${seq}`;
    const delivery = { scope: messageScope, deliveryId, subjectId: reportId, queuedAtMs: atMs };
    await tx.queueDelivery('reports', delivery);
  }
};

/** Who repeats what was answered before is told the same answer. */
const queueForLate = async (
  tx: StoreTransactor,
  partners: ReportPartners,
  repeat: KeptReport,
  into: string,
  moment: Moment,
): Promise<void> => {
  const [root] = await tx.findReports([into]);
  if (root?.state === 'answered' || root?.state === 'closed') {
    await queueAnswers(tx, partners, repeat, moment);
  }
};

/** Adds what the desk did about a report. Who was overtaken by a colleague is told so, and adds nothing. */
export const takeReportStep = (
  {
    store,
    clock,
    partners,
  }: Pick<ServicePorts, 'store' | 'clock'> & { readonly partners: ReportPartners },
  { officerId, role, unitId, deviceId }: OfficerSession,
  { stepId, reportId, step }: Pick<ReportStepRequest, 'stepId' | 'reportId' | 'step'>,
): Promise<Result<null, ProblemCode>> =>
  store.transact(async (tx) => {
    const atMs = clock();
    await tx.appendAudit({
      atMs,
      officerId,
      role,
      unitId,
      deviceId,
      deed: `report-${step.kind}`,
      subjects: [reportId],
    });
    const taking = { reportId, step, actor: officerId, source: `step:${stepId}`, atMs };
    return takeStepWithin(tx, partners, taking);
  });
