import type { CustodyRow } from '#domain/log/custody.ts';
import { arrivedRecords, subjectsToMark, type ArrivedRecord } from '../hour-counts.ts';
import type { CustodyAnswer, CustodyRequest } from '../custody-request.ts';
import { planCustody, type CustodyPlan } from '../plan-custody.ts';
import { unitScope } from '../store.ts';
import { keepBeside } from './postgres-beside.ts';
import { findLog, lockUnit, readHolding } from './postgres-holding.ts';
import { integerArray, textArray, type Session } from './session.ts';

/**
 * Takes one push into custody inside the transaction that is open.
 * @returns null when the log belongs to another tablet
 */
export const takeCustody = async (
  session: Session,
  request: CustodyRequest,
): Promise<CustodyAnswer | null> => {
  const scope = unitScope(request.unitId);
  await lockUnit(session, scope);
  const log = await findLog(session, request);
  if (log && log.device_id !== request.deviceId) return null;
  const plan = planCustody(request, await readHolding(session, request, log));
  const { rows, forked, ackedThrough, digest, results } = plan.decision;
  await writeLog(session, request, plan);
  if (rows.length > 0) {
    await insertEntries(session, request, rows);
    await insertEffects(session, request, rows);
    await addTallies(session, request, plan);
  }
  const keptBeside = await keepBeside(session, request, plan);
  const epoch = await reportDevice(session, request);
  const feedHead = await appendFeed(session, scope, plan);
  const { unsentEntries } = plan.standing;
  return { epoch, forked, ackedThrough, digest, results, unsentEntries, feedHead, keptBeside };
};

const writeLog = async (
  session: Session,
  { unitId, logId, deviceId }: CustodyRequest,
  { decision, standing }: CustodyPlan,
): Promise<void> => {
  await session(
    'write-log',
    `insert into logs (unit_id, log_id, device_id, acked_through, digest, reported_depth,
       reported_records, reported_oldest_wall_ms, forked)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (unit_id, log_id) do update set acked_through = excluded.acked_through,
       digest = excluded.digest, reported_depth = excluded.reported_depth,
       reported_records = excluded.reported_records,
       reported_oldest_wall_ms = excluded.reported_oldest_wall_ms, forked = excluded.forked`,
    [
      unitId,
      logId,
      deviceId,
      decision.ackedThrough,
      decision.digest,
      standing.unsentEntries,
      standing.unsentRecords,
      standing.oldestUnsentWallMs,
      standing.forked ? 1 : 0,
    ],
  );
};

/** The frames travel as one piece, because an array of them would be written out as text. */
const insertEntries = async (
  session: Session,
  { unitId, logId, report }: CustodyRequest,
  rows: readonly CustodyRow[],
): Promise<void> => {
  const frames = Buffer.concat(rows.map(({ frame }) => frame));
  let end = 1;
  const starts = rows.map(({ frame }) => (end += frame.length) - frame.length);
  await session(
    'insert-entries',
    `insert into entries (unit_id, log_id, position, entry_id, hash, frame, kind, subject_id,
       shift_id, status, reason, received_at)
     select $1, $2, position, entry_id, hash, substring($3::bytea from first for size), kind,
       subject_id, shift_id, status, reason, $4::bigint
     from unnest($5::bigint[], $6::text[], $7::text[], $8::int[], $9::int[], $10::text[],
       $11::text[], $12::text[], $13::text[], $14::text[]) as sent (position, entry_id, hash,
       first, size, kind, subject_id, shift_id, status, reason)`,
    [
      unitId,
      logId,
      frames,
      report.contactAtMs,
      integerArray(rows.map(({ position }) => position)),
      textArray(rows.map(({ entryId }) => entryId)),
      textArray(rows.map(({ hash }) => hash)),
      integerArray(starts),
      integerArray(rows.map(({ frame }) => frame.length)),
      textArray(rows.map(({ kind }) => kind)),
      textArray(rows.map(({ subjectId }) => subjectId)),
      textArray(rows.map(({ shiftId }) => shiftId)),
      textArray(rows.map(({ status }) => status)),
      textArray(rows.map(({ reason }) => reason)),
    ],
  );
};

const insertEffects = async (
  session: Session,
  { unitId, logId }: CustodyRequest,
  rows: readonly CustodyRow[],
): Promise<void> => {
  const records = arrivedRecords(rows);
  const kept = records.length > 0 ? await insertRecords(session, { unitId, logId }, records) : [];
  const toMark = subjectsToMark(rows, records, new Set(kept));
  if (toMark.length > 0) {
    await session(
      'mark-subjects',
      `insert into tally_marks (unit_id, subject_id, due_at)
       select $1, subject_id, 0 from unnest($2::text[]) as told (subject_id)
       on conflict (unit_id, subject_id) do update set due_at = 0`,
      [unitId, textArray(toMark)],
    );
  }
  for (const { position, effect } of rows) {
    if (effect?.kind !== 'closing') continue;
    const { shiftId, officer, wallMs, records: count, body } = effect;
    await session(
      'insert-closing',
      `insert into shift_closings (unit_id, shift_id, log_id, position, officer, wall_ms, records,
         body) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [unitId, shiftId, logId, position, officer, wallMs, count, JSON.stringify(body)],
    );
  }
};

/** Counted by shift and by hour as they are kept. @returns ids of those that were not there before */
const insertRecords = async (
  session: Session,
  { unitId, logId }: Pick<CustodyRequest, 'unitId' | 'logId'>,
  records: readonly ArrivedRecord[],
): Promise<string[]> => {
  const rows = await session<{ record_id: string }>(
    'insert-records',
    `with kept as (
       insert into records (unit_id, record_id, shift_id, log_id, position, hour_ms, verdict, channel)
       select $1, record_id, shift_id, $2, position, hour_ms, verdict, channel
       from unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[])
         as sent (record_id, shift_id, position, hour_ms, verdict, channel)
       on conflict do nothing returning record_id, shift_id, hour_ms, verdict, channel),
     by_shift as (
       insert into shift_tallies (unit_id, log_id, shift_id, records)
       select $1, $2, shift_id, count(*) from kept group by shift_id
       on conflict (unit_id, log_id, shift_id)
       do update set records = shift_tallies.records + excluded.records),
     by_hour as (
       insert into hour_tallies (unit_id, hour_ms, verdict, channel, records)
       select $1, hour_ms, verdict, channel, count(*) from kept where hour_ms is not null
       group by hour_ms, verdict, channel
       on conflict (unit_id, hour_ms, verdict, channel)
       do update set records = hour_tallies.records + excluded.records)
     select record_id from kept`,
    [
      unitId,
      logId,
      textArray(records.map(({ recordId }) => recordId)),
      textArray(records.map(({ shiftId }) => shiftId)),
      integerArray(records.map(({ position }) => position)),
      integerArray(records.map(({ hour_ms: hour }) => hour)),
      textArray(records.map(({ verdict }) => verdict)),
      textArray(records.map(({ channel }) => channel)),
    ],
  );
  return rows.map((row) => row.record_id);
};

const addTallies = async (
  session: Session,
  { unitId, logId }: CustodyRequest,
  { crossings, quarantined, skipped, decision }: CustodyPlan,
): Promise<void> => {
  await session(
    'add-tallies',
    `insert into log_tallies as held (unit_id, log_id, crossings, quarantined, skipped)
     values ($1, $2, $3, $4, $5) on conflict (unit_id, log_id) do update set
       crossings = held.crossings + excluded.crossings,
       quarantined = held.quarantined + excluded.quarantined,
       skipped = held.skipped + excluded.skipped`,
    [unitId, logId, crossings, quarantined, skipped],
  );
  for (const { position, digest } of decision.checkpoints) {
    await session(
      'insert-checkpoint',
      'insert into checkpoints (unit_id, log_id, position, digest) values ($1, $2, $3, $4)',
      [unitId, logId, position, digest],
    );
  }
};

/** @returns the database's epoch, which another server may have changed */
const reportDevice = async (
  session: Session,
  { unitId, deviceId, logId, report, carried }: CustodyRequest,
): Promise<string> => {
  const { contactAtMs, clockOffsetMs, app, epochSeen, told } = report;
  const toldJson = told ? JSON.stringify(told) : null;
  if (carried) {
    // It spoke when it wrote this, as far as its clock can be reckoned, and never later than now.
    await session(
      'report-carried',
      `update devices set last_contact_at = greatest(last_contact_at,
         least($1::bigint, $2::bigint + coalesce(clock_offset_ms, 0))),
         current_log_id = coalesce(current_log_id, $3::text) where unit_id = $4 and device_id = $5`,
      [contactAtMs, carried.madeAtMs, carried.isApart ? null : logId, unitId, deviceId],
    );
  } else {
    await session(
      'report-device',
      `update devices set last_contact_at = $1, clock_offset_ms = $2, app = $3, epoch_seen = $4,
         current_log_id = $5, told = coalesce($8::text, told) where unit_id = $6 and device_id = $7`,
      [contactAtMs, clockOffsetMs, app, epochSeen, logId, unitId, deviceId, toldJson],
    );
  }
  const [row] = await session<{ value: string }>(
    'read-epoch',
    "select value from server_meta where key = 'epoch'",
    [],
  );
  return row?.value ?? '';
};

/** Called last; the counter was locked at the start, so numbers commit in their order. */
const appendFeed = async (
  session: Session,
  scope: string,
  { lines }: CustodyPlan,
): Promise<number | null> => {
  if (lines.length === 0) return null;
  const [row] = await session<{ head: number }>(
    'bump-counter',
    'update feed_counters set head = head + $2 where scope = $1 returning head',
    [scope, lines.length],
  );
  const head = row?.head ?? 0;
  await session(
    'insert-feed',
    `insert into feed (scope, seq, kind, body, audience)
     select $1, $2::bigint + place, kind, body, audience
     from unnest($3::text[], $4::text[], $5::text[]) with ordinality
       as told (kind, body, audience, place)`,
    [
      scope,
      head - lines.length,
      textArray(lines.map(({ kind }) => kind)),
      textArray(lines.map(({ body }) => JSON.stringify(body))),
      textArray(lines.map(({ audience }) => audience)),
    ],
  );
  return head;
};
