import { fail, ok, type Result } from '#domain/core/result.ts';
import type { WatchedPerson } from '#domain/watch/watch-mark.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { CaseCard, TraceEnd, TraceEnter } from '#protocol/tracing.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { marksOf, putMarks, takeBackMarks, type WatchPorts } from '../watch/keep-watchlist.ts';
import type { ServicePorts } from '../service-ports.ts';
import { byWhom, keptToCard } from './case-cards.ts';

/** In `trace_marks`: the case itself, of no unit and no record. */
const itself = { unitId: '', recordId: '' };

/** The cases that were entered; that they were looked at is noted. */
export const listCases = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  officer: OfficerSession,
): Promise<CaseCard[]> => {
  const cases = (await store.listTraceCases()).map(keptToCard);
  if (cases.length > 0) {
    await store.transact((tx) =>
      tx.appendAudit({
        atMs: clock(),
        ...byWhom(officer),
        deed: 'trace-cases',
        subjects: cases.map(({ caseId }) => caseId),
      }),
    );
  }
  return cases;
};

/** Enters a confirmed case, and has the tablets look for who it is where that is wished; entered again, it is the same case. */
export const enterCase = async (
  ports: WatchPorts,
  officer: OfficerSession,
  { caseId, traced, watch }: Pick<TraceEnter, 'caseId' | 'traced' | 'watch'>,
): Promise<Result<CaseCard, ProblemCode>> => {
  const marks = watch ? await marksOf(ports, [caseToWatched(traced.who)]) : [];
  return ports.store.transact(async (tx): Promise<Result<CaseCard, ProblemCode>> => {
    const nowMs = ports.clock();
    const kept = { caseId, enteredAtMs: nowMs, officerId: officer.officerId };
    const isNew = await tx.insertTraceCase({ ...kept, body: JSON.stringify(traced) });
    if (isNew) {
      await note(tx, officer, nowMs, 'trace-case-entered', caseId);
      if (marks.length > 0) {
        await tx.keepTraceMarks(caseId, itself, marks);
        await putMarks(tx, { nowMs, marks, kind: 'case', officer });
      }
    }
    const held = await tx.findTraceCase(caseId);
    return held === null ? fail('case/unknown') : ok(keptToCard(held));
  });
};

/** Ends a case: nobody is looked for any more for its sake, unless another case, or somebody by hand, looks for them. */
export const endCase = (
  ports: WatchPorts,
  officer: OfficerSession,
  { caseId, ended }: Pick<TraceEnd, 'caseId' | 'ended'>,
): Promise<Result<CaseCard, ProblemCode>> =>
  ports.store.transact(async (tx): Promise<Result<CaseCard, ProblemCode>> => {
    const nowMs = ports.clock();
    if (await tx.endTraceCase(caseId, ended, nowMs)) {
      await note(tx, officer, nowMs, `trace-case-${ended}`, caseId);
      const left = await tx.dropTraceMarks(caseId, null);
      for (const act of await tx.listTraceActs(caseId)) {
        if (act.deed === 'watch') await tx.dropTraceAct(caseId, act);
      }
      await takeBackMarks(tx, left, { nowMs, officer });
    }
    const held = await tx.findTraceCase(caseId);
    return held === null ? fail('case/unknown') : ok(keptToCard(held));
  });

const caseToWatched = ({ number, phone, plate }: TraceEnter['traced']['who']): WatchedPerson => ({
  ...(number !== undefined && { number }),
  ...(phone !== undefined && { phone }),
  ...(plate !== undefined && { plate }),
});

const note = (
  tx: StoreTransactor,
  officer: OfficerSession,
  atMs: number,
  deed: string,
  caseId: string,
): Promise<void> => tx.appendAudit({ atMs, ...byWhom(officer), deed, subjects: [caseId] });
