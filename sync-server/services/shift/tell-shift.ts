import { fail, ok, type Result } from '#domain/core/result.ts';
import type { Entry } from '#domain/log/entry.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import { foldRecords, type MergedRecord } from '#domain/merge/fold-records.ts';
import { countTouching } from '#domain/settle/count-touching.ts';
import type { DeskSource } from '#domain/settle/lay-out-desk.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import type { ShiftStatement } from '#domain/shift/shift-statement.ts';
import { tallyShift } from '#domain/shift/shift-tally.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readAddenda } from './read-addenda.ts';
import { readClosings } from './read-closings.ts';
import { readLogs } from './read-logs.ts';
import { countOpenQuarantine } from './count-quarantine.ts';
import { readMaterial } from './read-material.ts';

export type ShiftPorts = Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>;

const mostIncidents = 50;

/** All that is known of one shift of a unit, without a word of a person. */
export const tellShift = async (
  ports: ShiftPorts,
  unitId: string,
  shiftId: string,
): Promise<Result<ShiftStatement, ProblemCode>> => {
  const shift = parseShiftId(shiftId);
  if (shift?.unitId !== unitId) return fail('request/malformed');
  const { store, clock } = ports;
  const material = await readMaterial(ports, shift);
  const entries = material.map(({ entry }) => entry);
  const { records } = foldRecords(entries);
  const mine = records.filter((record) => record.shiftId === shiftId);
  const closings = await readClosings(ports, unitId, shiftId);
  const tally = tallyShift(mine.map(recordToTallied));
  return ok({
    shiftId,
    statedAtMs: clock(),
    ...tally,
    logs: await readLogs(store, unitId, material, shift),
    ...(await readIncidents(store, unitId)),
    ...countOpen(records, entries, shiftId),
    quarantined: await countOpenQuarantine(ports, unitId),
    referrals: await readReferrals(store, unitId, entries, shiftId),
    closings: closings.map(({ receivedAtMs: _receivedAtMs, ...closing }) => closing),
    ...(await readAddenda(ports, { unitId, shiftId, material, closings })),
  });
};

const recordToTallied = ({ crossing, declaration, seenAgainOf }: MergedRecord) => ({
  isVoid: crossing.voiding !== null,
  isAgain: seenAgainOf !== null,
  verdict: crossing.data['check.verdict'],
  channel: declaration?.data.channel ?? null,
});

/**
 * What the settling desk would lay out that touches the shift: of two records that may be one crossing, one may lie in
 * the shift before or after.
 */
const countOpen = (
  records: readonly MergedRecord[],
  entries: readonly Entry[],
  shiftId: string,
): Pick<ShiftStatement, 'conflicts' | 'duplicates'> => {
  const nobody = { officer: '', wallMs: 0, device: null };
  const crossed = new Map(
    entries.flatMap((entry) =>
      entry.kind === 'crossing.recorded' ? [[entry.subjectId, entry]] : [],
    ),
  );
  const toSource = (record: MergedRecord): DeskSource => {
    const entry = crossed.get(record.recordId);
    return {
      recordId: record.recordId,
      declarationId: record.crossing.data.declarationId,
      atMs: entry === undefined ? record.wallMs : correctedMs(entry.time),
      by: nobody,
      declaration: record.declaration,
      crossing: record.crossing,
    };
  };
  const mine = records.filter((record) => record.shiftId === shiftId).map(toSource);
  const others = records.filter((record) => record.shiftId !== shiftId).map(toSource);
  const sayings = entries.filter(({ kind }) => !kind.endsWith('.recorded'));
  return countTouching(mine, others, sayings);
};

const readIncidents = async (
  store: ShiftPorts['store'],
  unitId: string,
): Promise<Pick<ShiftStatement, 'incidents' | 'arrivals'>> => {
  const kept = await store.listIncidentsOf(unitId, mostIncidents);
  return {
    incidents: kept.map(({ receivedAtMs: _receivedAtMs, ...incident }) => incident),
    arrivals: kept.map(({ incidentId, receivedAtMs }) => ({ incidentId, receivedAtMs })),
  };
};

const readReferrals = async (
  store: ShiftPorts['store'],
  unitId: string,
  entries: readonly Entry[],
  shiftId: string,
): Promise<ShiftStatement['referrals']> => {
  const raised = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'referral.raised' && entry.shiftId === shiftId ? [entry.subjectId] : [],
    ),
  );
  const told: ShiftStatement['referrals'] = [];
  for (const recordId of raised) {
    const kept = await store.findReferral({ unitId, recordId });
    // It is noted by a job of its own, a moment after it came.
    const { state, raisedAtMs } = kept ?? { state: 'raised' as const, raisedAtMs: 0 };
    told.push({ recordId, state, raisedAtMs });
  }
  return told;
};
