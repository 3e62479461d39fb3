import type { z } from 'zod';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { hideSmallCells } from '#domain/retention/crossing-statistics.ts';
import { serverRules, type Retention, type RuleName } from '#domain/retention/server-rules.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type {
  holdRequestSchema,
  HoldsResponse,
  RetentionResponse,
  StatisticsResponse,
} from '#protocol/retention.ts';
import { operator } from '../../store/audit-line.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readCrossings } from './plan-forgetting.ts';
import { readNote } from './retention-note.ts';

type HoldRequest = Omit<z.infer<typeof holdRequestSchema>, 'protocol'>;

/** Keeps what is under investigation from being forgotten, from the next transaction of the job on. */
export const placeHold = async (
  ports: ServicePorts,
  { unitId, shiftId, fromMs, untilMs, recordId, reason }: HoldRequest,
): Promise<Result<HoldsResponse, ProblemCode>> => {
  const { store, clock, random } = ports;
  const units = await store.listUnits();
  if (!units.some((unit) => unit.unitId === unitId)) return fail('unit/unknown');
  const subjectIds =
    recordId === undefined ? null : await subjectsOfRecord(ports, unitId, recordId);
  if (subjectIds?.length === 0) return fail('record/unknown');
  const hold = {
    holdId: bytesToHex(random(8)),
    unitId,
    shiftId: shiftId ?? null,
    fromMs: fromMs ?? null,
    untilMs: untilMs ?? null,
    subjectIds,
    reason,
    placedAtMs: clock(),
  };
  await store.transact(async (tx) => {
    await tx.insertHold(hold);
    await tx.appendAudit({
      atMs: hold.placedAtMs,
      ...operator,
      deed: 'hold-placed',
      subjects: [hold.holdId],
    });
  });
  return ok({ holds: [{ ...hold, releasedAtMs: null }] });
};

/** The record and its declaration; empty: there is no such record, or it was forgotten. */
const subjectsOfRecord = async (
  ports: ServicePorts,
  unitId: string,
  recordId: string,
): Promise<string[]> => {
  const about = await ports.store.listAbout(unitId, [recordId]);
  const recorded = about.filter(
    ({ kind, frame }) => kind === 'crossing.recorded' && frame.length > 0,
  );
  const [atHand] = await readCrossings(ports, recorded);
  if (atHand === undefined) return [];
  const declared = atHand.declared.flatMap(({ subjectId }) => subjectId ?? []);
  return [recordId, ...new Set(declared)];
};

export const releaseHold = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  holdId: string,
): Promise<Result<HoldsResponse, ProblemCode>> => {
  const atMs = clock();
  const isReleased = await store.transact(async (tx) => {
    const released = await tx.releaseHold(holdId, atMs);
    const note = { atMs, ...operator, deed: 'hold-released', subjects: [holdId] };
    if (released) await tx.appendAudit(note);
    return released;
  });
  if (!isReleased) return fail('hold/unknown');
  return ok({ holds: (await store.listHolds()).filter((hold) => hold.holdId === holdId) });
};

/** Lines of the log that are told. */
const runsTold = 200;

export const tellRetention = async (
  { store }: Pick<ServicePorts, 'store'>,
  retention: Retention,
): Promise<RetentionResponse> => {
  const note = readNote(await store.retentionNote());
  const runs = await store.listRetentionRuns(runsTold);
  return {
    rules: (Object.keys(serverRules) as RuleName[]).map((rule) => ({
      rule,
      days: retention[rule],
      because: serverRules[rule].because,
    })),
    lastRunAtMs: note?.lastRunAtMs ?? null,
    trustedFromMs: note?.trustedFromMs ?? null,
    runs: runs.map(({ begunAtMs, rule, forgotten }) => ({ begunAtMs, rule, forgotten })),
  };
};

/** Numbers so small that they could be somebody are left out. */
export const tellStatistics = async (
  { store }: Pick<ServicePorts, 'store'>,
  period: { readonly fromMs: number; readonly untilMs: number },
): Promise<StatisticsResponse> => {
  const cells = await store.listStatistics(period);
  const byQuestion = Map.groupBy(cells, ({ unitId, fromMs, question }) =>
    [unitId, fromMs, question].join(' '),
  );
  return { cells: [...byQuestion.values()].flatMap(hideSmallCells) };
};
