import type { Incident } from '#domain/log/incident.ts';
import type { CustodyRequest } from '../custody-request.ts';
import { toldOf, type CustodyHolding, type LogStandingRow } from '../plan-custody.ts';
import { textArray, type Session } from './session.ts';

type LogRow = LogStandingRow & {
  readonly unit_id: string;
  readonly device_id: string;
  readonly digest: string;
};

type EntryRow = {
  readonly position: number;
  readonly entry_id: string;
  readonly hash: string;
  readonly kind: string | null;
};

/**
 * Makes this transaction the only writer of its unit until it ends: an entry id may arrive under two logs
 * of one unit at once. The counter's row is the lock, because a unit's writers would queue for it anyway.
 */
export const lockUnit = async (session: Session, scope: string): Promise<void> => {
  const lock = () =>
    session('lock-unit', 'select 1 as held from feed_counters where scope = $1 for update', [
      scope,
    ]);
  if ((await lock()).length > 0) return;
  await session(
    'begin-counter',
    'insert into feed_counters (scope, head) values ($1, 0) on conflict do nothing',
    [scope],
  );
  await lock();
};

/** The log of this id, whoever began it; of two units that began it at once each has its own. */
export const findLog = async (
  session: Session,
  { logId, unitId }: CustodyRequest,
): Promise<LogRow | null> => {
  const rows = await session<LogRow>(
    'find-log',
    `select unit_id, device_id, acked_through, digest, reported_depth, reported_records,
       reported_oldest_wall_ms, forked from logs where log_id = $1`,
    [logId],
  );
  return rows.find((row) => row.unit_id === unitId) ?? rows[0] ?? null;
};

/** Reads what the decision about a request depends on. */
export const readHolding = async (
  session: Session,
  request: CustodyRequest,
  log: LogRow | null,
): Promise<CustodyHolding> => {
  const { unitId, logId } = request;
  const told = toldOf(log);
  const { ackedThrough } = told;
  const digest = log?.digest ?? request.genesis;
  const firstSent = request.from + request.skipCount;
  const firstEntry = firstSent + request.resent.length;
  const lastEntry = firstEntry + request.entries.length - 1;
  const ahead = await session<{ entry_id: string }>(
    'alerts-ahead',
    'select entry_id from alerts where unit_id = $1 and settled = 0',
    [unitId],
  );
  const incidentsOfLog =
    request.incidents.length > 0 || request.skipCount > 0
      ? await session<Pick<Incident, 'code' | 'position'>>(
          'incidents-of-log',
          'select code, position from incidents where unit_id = $1 and log_id = $2',
          [unitId, logId],
        )
      : [];
  return {
    told,
    ackedThrough,
    digest,
    entryAt: await readEntries(session, request, firstSent, Math.min(lastEntry, ackedThrough)),
    hashesById: await readHashes(session, request, ackedThrough - firstEntry + 1),
    aheadIds: new Set(ahead.map((row) => row.entry_id)),
    crossingsBeyond: await countCrossings(session, request, lastEntry + 1, ackedThrough),
    incidentsOfLog,
  };
};

const readEntries = async (
  session: Session,
  { unitId, logId }: CustodyRequest,
  from: number,
  through: number,
): Promise<CustodyHolding['entryAt']> => {
  if (through < from) return new Map();
  const rows = await session<EntryRow>(
    'read-entries',
    `select position, entry_id, hash, kind from entries
     where unit_id = $1 and log_id = $2 and position between $3 and $4`,
    [unitId, logId, from, through],
  );
  return new Map(
    rows.map(({ position, entry_id: entryId, hash, kind }) => [position, { entryId, hash, kind }]),
  );
};

/** @param known so many entries from the first on are held at their positions */
const readHashes = async (
  session: Session,
  { unitId, entries, alerts }: CustodyRequest,
  known: number,
): Promise<CustodyHolding['hashesById']> => {
  const ids = [...entries.slice(Math.max(0, known)), ...alerts].map(({ entryId }) => entryId);
  if (ids.length === 0) return new Map();
  const rows = await session<{ entry_id: string; hash: string }>(
    'hashes-by-id',
    'select entry_id, hash from entries where entry_id = any ($1::text[]) and unit_id = $2',
    [textArray(ids), unitId],
  );
  const rowsById = Map.groupBy(rows, (row) => row.entry_id);
  return new Map([...rowsById].map(([id, found]) => [id, found.map(({ hash }) => hash)]));
};

const countCrossings = async (
  session: Session,
  { unitId, logId, from }: CustodyRequest,
  after: number,
  through: number,
): Promise<number> => {
  const first = Math.max(from, after);
  if (through < first) return 0;
  const [row] = await session<{ count: number }>(
    'count-crossings',
    `select count(*) as count from entries where unit_id = $1 and log_id = $2
     and position between $3 and $4 and kind = 'crossing.recorded'`,
    [unitId, logId, first, through],
  );
  return row?.count ?? 0;
};
