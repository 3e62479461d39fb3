import { bytesToHex } from '@noble/hashes/utils.js';
import type { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { isReferred } from '#domain/retention/crossing-statistics.ts';
import { isHeld, type LegalHold } from '#domain/retention/legal-hold.ts';
import { dueDates, tracingMs } from '#domain/retention/subject-request.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type {
  CarryOutResponse,
  KeptRequest,
  Subject,
  SubjectOutcome,
  subjectRequestSchema,
} from '#protocol/subjects.ts';
import { enRefusals } from '../../../src/i18n/en/refusals.ts';
import { viRefusals } from '../../../src/i18n/vi/refusals.ts';
import { operator } from '../../store/audit-line.ts';
import type { StoredEntry } from '../../store/store.ts';
import {
  carryOut,
  readCrossings,
  type CrossingAtHand,
  type Forgetting,
} from '../retention/plan-forgetting.ts';
import type { ServicePorts } from '../service-ports.ts';
import { recordsToPage, type HeldRecord } from './export-subject.ts';
import { foldDeclaration } from './find-subjects.ts';

type NewRequest = Omit<z.infer<typeof subjectRequestSchema>, 'protocol'>;

/** Notes what a person asked for, and until when the law wants it done. */
export const openRequest = async (
  { store, clock, random }: ServicePorts,
  { kind, subjects, receivedAtMs = clock() }: NewRequest,
): Promise<KeptRequest> => {
  const request: KeptRequest = {
    requestId: bytesToHex(random(8)),
    kind,
    subjects,
    receivedAtMs,
    ...dueDates(kind, receivedAtMs),
    state: 'open',
    closedAtMs: null,
    decision: null,
    outcomes: [],
  };
  await store.transact((tx) => tx.putSubjectRequest(request));
  return request;
};

/** A statement with its crossing, and all entries about both. */
type AtHand = {
  readonly subject: Subject;
  readonly crossing: CrossingAtHand | null;
  readonly declared: readonly StoredEntry[];
  /** Those that are still here. */
  readonly live: readonly StoredEntry[];
};

/**
 * Gives what is held, checks that it was amended, or erases it: the ledger itself is never changed, so a
 * correction is entered by the unit, on a tablet, like any other amendment.
 * @param decision who decided that it is erased within the tracing window too, and why; a hold stands all the same
 */
export const carryOutRequest = async (
  ports: ServicePorts,
  requestId: string,
  decision: string | null,
): Promise<Result<CarryOutResponse, ProblemCode>> => {
  const { store, clock, random } = ports;
  const open = (await store.listSubjectRequests()).find((one) => one.requestId === requestId);
  if (open?.state !== 'open') return fail('request/unknown');
  const holds = (await store.listHolds()).filter(({ releasedAtMs }) => releasedAtMs === null);
  const nowMs = clock();
  const atHand: AtHand[] = [];
  for (const subject of open.subjects) atHand.push(await readSubject(ports, subject));
  const judged = atHand.map((one) => ({ one, outcome: judge(open, one, holds, nowMs, decision) }));
  const outcomes = judged.map(({ outcome }) => outcome);
  const state = toState(open, outcomes);
  const closedAtMs = state === 'open' ? null : nowMs;
  const request: KeptRequest = { ...open, state, closedAtMs, decision, outcomes };
  const plans = judged.flatMap(({ one, outcome }) =>
    open.kind === 'erase' && outcome.done ? toPlans(one) : [],
  );
  const run = { runId: bytesToHex(random(8)), begunAtMs: nowMs, rule: 'erased' } as const;
  await store.transact(async (tx) => {
    await carryOut(tx, plans, run);
    await tx.putSubjectRequest(request);
    await tx.appendAudit({
      atMs: nowMs,
      ...operator,
      deed: `subject-${open.kind}-${state}`,
      subjects: open.subjects.map(({ recordId, declarationId }) => recordId ?? declarationId),
    });
  });
  if (plans.length > 0) await store.scrub();
  const reasons = toWords(outcomes);
  return ok({
    request,
    reasons,
    held: open.kind === 'access' ? toHeld(ports, atHand, nowMs) : null,
  });
};

const readSubject = async (ports: ServicePorts, subject: Subject): Promise<AtHand> => {
  const { unitId, recordId, declarationId } = subject;
  const about = recordId === null ? [] : await ports.store.listAbout(unitId, [recordId]);
  const recorded = about.find(isRecording);
  const [crossing = null] = recorded ? await readCrossings(ports, [recorded]) : [];
  const declared = await ports.store.listAbout(unitId, [declarationId]);
  const live = [...about, ...declared].filter(({ frame }) => frame.length > 0);
  return { subject, crossing, declared, live };
};

const isRecording = ({ kind, status, frame }: StoredEntry): boolean =>
  kind === 'crossing.recorded' && status === 'applied' && frame.length > 0;

const judge = (
  { kind, receivedAtMs }: KeptRequest,
  { subject, crossing, live }: AtHand,
  holds: readonly LegalHold[],
  nowMs: number,
  decision: string | null,
): SubjectOutcome => {
  const done = { subject, done: true, refusal: null };
  const refused = (refusal: NonNullable<SubjectOutcome['refusal']>): SubjectOutcome => {
    return { subject, done: false, refusal };
  };
  // Nothing is left to give, to correct or to erase: that is the answer.
  if (live.length === 0) return { ...done, refusal: 'gone' };
  if (kind === 'access') return done;
  if (kind === 'correct') {
    const isAmended = live.some((entry) => isAmending(entry) && entry.receivedAtMs >= receivedAtMs);
    return isAmended ? done : refused('not-amended');
  }
  if (live.some((entry) => isHeld(entry, holds))) return refused('legal-hold');
  if (decision !== null) return done;
  const record = crossing?.record ?? null;
  if (record !== null && isReferred(record)) return refused('possible-case');
  return live.some((entry) => nowMs - entry.receivedAtMs < tracingMs) ? refused('tracing') : done;
};

const isAmending = ({ kind, status }: StoredEntry): boolean =>
  status === 'applied' && kind !== null && /\.(amended|voided|settled)$/.test(kind);

/** A correction waits for its unit; an erasure that was refused is answered, and may be asked for again. */
const toState = (
  { kind }: KeptRequest,
  outcomes: readonly SubjectOutcome[],
): KeptRequest['state'] => {
  if (outcomes.every(({ done }) => done)) return 'done';
  return kind === 'correct' ? 'open' : 'refused';
};

const toWords = (outcomes: readonly SubjectOutcome[]): CarryOutResponse['reasons'] =>
  [...new Set(outcomes.flatMap(({ refusal }) => refusal ?? []))].map((reason) => ({
    vi: viRefusals[reason],
    en: enRefusals[reason],
  }));

const toPlans = ({ crossing, declared, live }: AtHand): Forgetting[] => {
  const [first, ...others] = declared.filter(({ frame }) => frame.length > 0);
  const plans = first ? [{ first, others, cells: [] }] : [];
  if (crossing !== null) return [crossing.forgetting, ...plans];
  const rest = live.filter((entry) => !declared.includes(entry));
  return [...plans, ...rest.map((one) => ({ first: one, others: [], cells: [] }))];
};

const toHeld = (
  ports: ServicePorts,
  atHand: readonly AtHand[],
  nowMs: number,
): { readonly records: HeldRecord[]; readonly page: string } => {
  const records = atHand.map(({ subject, crossing, declared, live }): HeldRecord => ({
    subject,
    shiftId: crossing?.record?.shiftId ?? null,
    declaration: foldDeclaration(ports, declared),
    crossing: crossing?.record?.crossing.data ?? null,
    entries: live.map(({ kind, receivedAtMs }) => ({
      kind: kind ?? '',
      receivedAt: new Date(receivedAtMs).toISOString(),
    })),
  }));
  return { records, page: recordsToPage(records, nowMs) };
};
