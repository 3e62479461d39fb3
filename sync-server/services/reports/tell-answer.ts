import { timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { reportStepSchema } from '#domain/report/report-state.ts';
import type { MailboxAnswerRequest, MailboxAnswerResponse } from '#protocol/mailbox.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { ReportPartners } from './partners.ts';

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Tells who holds number and secret how their report stands. A number alone is as unknown as one never given. */
export const tellAnswer = async (
  { store, partners }: Pick<ServicePorts, 'store'> & { readonly partners: ReportPartners },
  { number, secretHash }: Pick<MailboxAnswerRequest, 'number' | 'secretHash'>,
): Promise<Result<Omit<MailboxAnswerResponse, 'nonce'>, ProblemCode>> => {
  const [kept] = await store.searchReports({ before: null, number }, 1);
  if (kept?.secretHash == null || !isSame(kept.secretHash, secretHash)) {
    return fail('report/no-receipt');
  }
  const [root = kept] =
    kept.mergedInto === null ? [kept] : await store.findReports([kept.mergedInto]);
  const lines = await store.listReportLines([root.reportId]);
  const last = lines.findLast(({ kind }) => kind === 'answered' || kind === 'closed');
  const isEnded = root.state === 'answered' || root.state === 'closed';
  const said = last?.detail == null ? null : reportStepSchema.parse(JSON.parse(last.detail));
  return ok({
    state: root.state,
    receivedAtMs: kept.receivedAtMs,
    sinceMs: root.sinceMs,
    agency: partners.agencies.find(({ agencyId }) => agencyId === root.agencyId)?.name ?? null,
    answer: isEnded && said !== null && 'text' in said ? (said.text ?? null) : null,
  });
};
