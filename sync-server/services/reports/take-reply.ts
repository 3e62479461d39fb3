import type { ServicePorts } from '../service-ports.ts';
import type { ReportStep } from '#domain/report/report-state.ts';
import type { AgencyReply, ReportPartners } from './partners.ts';
import { takeStepWithin } from './take-report-step.ts';

/**
 * An agency has replied: that closes the report, or sends it back to the desk. A reply to what is not with that
 * agency any more changes nothing and is noted. Whether it was taken: it is not, if there is no such report.
 */
export const takeReply = (
  {
    store,
    clock,
    partners,
  }: Pick<ServicePorts, 'store' | 'clock'> & { readonly partners: ReportPartners },
  agencyId: string,
  { key, reportId, outcome, text }: AgencyReply,
): Promise<boolean> =>
  store.transact(async (tx) => {
    const taking = {
      reportId,
      actor: `agency:${agencyId}`,
      source: `reply:${agencyId}:${key}`,
      atMs: clock(),
    };
    await tx.takeReportPlace();
    const [kept] = await tx.findReports([reportId]);
    const isTheirs = kept?.state === 'forwarded' && kept.agencyId === agencyId;
    const kind = !isTheirs ? 'noted' : outcome === 'handled' ? 'closed' : 'reopened';
    const step: ReportStep = { kind, text };
    return (await takeStepWithin(tx, partners, { ...taking, step })).ok;
  });
