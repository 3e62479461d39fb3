import type { CustodyRow } from '#domain/log/custody.ts';
import { arrivedRecords, subjectsToMark, type ArrivedRecord } from '../hour-counts.ts';
import type { CustodyAnswer, CustodyRequest } from '../custody-request.ts';
import { planCustody, type CustodyPlan } from '../plan-custody.ts';
import { unitScope, type NewFeedLine } from '../store.ts';
import { findLog, readHolding } from './sqlite-holding.ts';
import type { Statements } from './statement-cache.ts';

/**
 * Takes one push into custody inside the transaction that is open.
 * @returns null when the log belongs to another tablet
 */
export const takeCustody = (
  statements: Statements,
  request: CustodyRequest,
): CustodyAnswer | null => {
  const log = findLog(statements, request);
  if (log && log.device_id !== request.deviceId) return null;
  const plan = planCustody(request, readHolding(statements, request, log));
  const { forked, ackedThrough, digest, results } = plan.decision;
  writeLog(statements, request, plan, log === null);
  for (const row of plan.decision.rows) insertEntry(statements, request, row);
  insertEffects(statements, request, plan.decision.rows);
  addTallies(statements, request, plan);
  const keptBeside = keepBeside(statements, request, plan);
  reportDevice(statements, request);
  // Last, so that a unit's writers queue as shortly as can be.
  const feedHead = appendFeed(statements, unitScope(request.unitId), plan.lines);
  return {
    epoch: readEpoch(statements),
    forked,
    ackedThrough,
    digest,
    results,
    unsentEntries: plan.standing.unsentEntries,
    feedHead,
    keptBeside,
  };
};

const readEpoch = (statements: Statements): string => {
  const row = statements("select value from server_meta where key = 'epoch'").get();
  return String(row?.['value']);
};

const writeLog = (
  statements: Statements,
  { unitId, logId, deviceId }: CustodyRequest,
  { decision, standing }: CustodyPlan,
  isNew: boolean,
): void => {
  if (isNew) {
    statements(
      `insert into logs (unit_id, log_id, device_id, acked_through, digest) values (?, ?, ?, 0, '')`,
    ).run(unitId, logId, deviceId);
  }
  statements(
    `update logs set acked_through = ?, digest = ?, reported_depth = ?, reported_records = ?,
     reported_oldest_wall_ms = ?, forked = ? where unit_id = ? and log_id = ?`,
  ).run(
    decision.ackedThrough,
    decision.digest,
    standing.unsentEntries,
    standing.unsentRecords,
    standing.oldestUnsentWallMs,
    standing.forked ? 1 : 0,
    unitId,
    logId,
  );
};

const insertEntry = (
  statements: Statements,
  { unitId, logId, report }: CustodyRequest,
  row: CustodyRow,
): void => {
  statements(
    `insert into entries (unit_id, log_id, position, entry_id, hash, frame, kind, subject_id,
     shift_id, status, reason, received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    unitId,
    logId,
    row.position,
    row.entryId,
    row.hash,
    row.frame,
    row.kind,
    row.subjectId,
    row.shiftId,
    row.status,
    row.reason,
    report.contactAtMs,
  );
};

const insertEffects = (
  statements: Statements,
  { unitId, logId }: CustodyRequest,
  rows: readonly CustodyRow[],
): void => {
  const records = arrivedRecords(rows);
  const kept = new Set<string>();
  for (const { recordId, shiftId, position, ...counted } of records) {
    const { hour_ms: hour, verdict, channel } = counted;
    const { changes } = statements(
      `insert into records (unit_id, record_id, shift_id, log_id, position, hour_ms, verdict, channel)
       values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    ).run(unitId, recordId, shiftId, logId, position, hour, verdict, channel);
    if (Number(changes) > 0) kept.add(recordId);
  }
  for (const { effect, position } of rows) {
    if (effect?.kind !== 'closing') continue;
    const { shiftId, officer, wallMs, records: count, body } = effect;
    statements(
      `insert into shift_closings (unit_id, shift_id, log_id, position, officer, wall_ms, records,
       body) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(unitId, shiftId, logId, position, officer, wallMs, count, JSON.stringify(body));
  }
  countKept(
    statements,
    { unitId, logId },
    records.filter(({ recordId }) => kept.has(recordId)),
  );
  for (const subjectId of subjectsToMark(rows, records, kept)) {
    statements(
      `insert into tally_marks (unit_id, subject_id, due_at) values (?, ?, 0)
       on conflict do update set due_at = 0`,
    ).run(unitId, subjectId);
  }
};

/** Of the shift and of the hour. */
const countKept = (
  statements: Statements,
  { unitId, logId }: Pick<CustodyRequest, 'unitId' | 'logId'>,
  kept: readonly ArrivedRecord[],
): void => {
  for (const [shiftId, ofShift] of Map.groupBy(kept, (record) => record.shiftId)) {
    statements(
      `insert into shift_tallies (unit_id, log_id, shift_id, records) values (?, ?, ?, ?)
       on conflict do update set records = records + excluded.records`,
    ).run(unitId, logId, shiftId, ofShift.length);
  }
  const alike = Map.groupBy(kept, ({ hour_ms, verdict, channel }) =>
    [hour_ms, verdict, channel].join(' '),
  );
  for (const [one, ...others] of alike.values()) {
    if (one === undefined || one.hour_ms === null) continue;
    statements(
      `insert into hour_tallies (unit_id, hour_ms, verdict, channel, records)
       values (?, ?, ?, ?, ?) on conflict do update set records = records + excluded.records`,
    ).run(unitId, one.hour_ms, one.verdict, one.channel, 1 + others.length);
  }
};

const addTallies = (
  statements: Statements,
  { unitId, logId }: CustodyRequest,
  { crossings, quarantined, skipped, decision }: CustodyPlan,
): void => {
  if (decision.rows.length > 0) {
    statements(
      `insert into log_tallies (unit_id, log_id, crossings, quarantined, skipped)
       values (?, ?, ?, ?, ?) on conflict do update set crossings = crossings + excluded.crossings,
       quarantined = quarantined + excluded.quarantined, skipped = skipped + excluded.skipped`,
    ).run(unitId, logId, crossings, quarantined, skipped);
  }
  for (const { position, digest } of decision.checkpoints) {
    statements(
      'insert into checkpoints (unit_id, log_id, position, digest) values (?, ?, ?, ?)',
    ).run(unitId, logId, position, digest);
  }
};

/** Alerts and incidents. @returns how many were not held before */
const keepBeside = (
  statements: Statements,
  { unitId, logId, deviceId, report }: CustodyRequest,
  { decision, incidents }: CustodyPlan,
): number => {
  let kept = 0;
  for (const entryId of decision.alertsToSettle) {
    statements('update alerts set settled = 1 where unit_id = ? and entry_id = ?').run(
      unitId,
      entryId,
    );
  }
  for (const { entryId, position, hash, frame, kind, shiftId } of decision.alertsToKeep) {
    const { changes } = statements(
      `insert into alerts (unit_id, entry_id, device_id, log_id, position, hash, frame, kind,
       shift_id, received_at, settled) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
       on conflict do nothing`,
    ).run(
      unitId,
      entryId,
      deviceId,
      logId,
      position,
      hash,
      frame,
      kind,
      shiftId,
      report.contactAtMs,
    );
    kept += Number(changes);
  }
  for (const incident of incidents) {
    const { changes } = statements(
      `insert into incidents (unit_id, incident_id, device_id, code, wall_ms, log_id, position,
       count, received_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    ).run(
      unitId,
      incident.incidentId,
      deviceId,
      incident.code,
      incident.wallMs,
      incident.logId ?? null,
      incident.position ?? null,
      incident.count ?? null,
      report.contactAtMs,
    );
    kept += Number(changes);
  }
  return kept;
};

const reportDevice = (
  statements: Statements,
  { unitId, deviceId, logId, report, carried }: CustodyRequest,
): void => {
  if (carried) {
    // It spoke when it wrote this, as far as its clock can be reckoned, and never later than now.
    statements(
      `update devices set last_contact_at = max(coalesce(last_contact_at, 0),
         min(?, ? + coalesce(clock_offset_ms, 0))), current_log_id = coalesce(current_log_id, ?)
       where unit_id = ? and device_id = ?`,
    ).run(report.contactAtMs, carried.madeAtMs, carried.isApart ? null : logId, unitId, deviceId);
    return;
  }
  statements(
    `update devices set last_contact_at = ?, clock_offset_ms = ?, app = ?, epoch_seen = ?,
     current_log_id = ?, told = coalesce(?, told) where unit_id = ? and device_id = ?`,
  ).run(
    report.contactAtMs,
    report.clockOffsetMs,
    report.app,
    report.epochSeen,
    logId,
    report.told ? JSON.stringify(report.told) : null,
    unitId,
    deviceId,
  );
};

const appendFeed = (
  statements: Statements,
  scope: string,
  lines: readonly NewFeedLine[],
): number | null => {
  if (lines.length === 0) return null;
  const row = statements(
    `insert into feed_counters (scope, head) values (?, ?)
     on conflict do update set head = head + excluded.head returning head`,
  ).get(scope, lines.length);
  const head = Number(row?.['head']);
  for (const [index, { kind, body, audience }] of lines.entries()) {
    statements('insert into feed (scope, seq, kind, body, audience) values (?, ?, ?, ?, ?)').run(
      scope,
      head - lines.length + index + 1,
      kind,
      JSON.stringify(body),
      audience,
    );
  }
  return head;
};
