import type { CustodyRequest } from '../custody-request.ts';
import { toldOf, type CustodyHolding, type LogStandingRow } from '../plan-custody.ts';
import type { Statements } from './statement-cache.ts';

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

/** The columns are those of our own schema, which is what each row type states. */
const rowsOf = <Row>(rows: unknown[]): Row[] => rows as Row[];

/** The log of this id, whoever began it; of two units that began it at once each has its own. */
export const findLog = (
  statements: Statements,
  { logId, unitId }: Pick<CustodyRequest, 'logId' | 'unitId'>,
): LogRow | null => {
  const sql = `select unit_id, device_id, acked_through, digest, reported_depth, reported_records,
    reported_oldest_wall_ms, forked from logs where log_id = ?`;
  const rows = rowsOf<LogRow>(statements(sql).all(logId));
  return rows.find((row) => row.unit_id === unitId) ?? rows[0] ?? null;
};

/** Reads what the decision about a request depends on. */
export const readHolding = (
  statements: Statements,
  request: CustodyRequest,
  log: LogRow | null,
): CustodyHolding => {
  const { unitId } = request;
  const told = toldOf(log);
  const { ackedThrough } = told;
  const digest = log?.digest ?? request.genesis;
  const firstSent = request.from + request.skipCount;
  const firstEntry = firstSent + request.resent.length;
  const lastEntry = firstEntry + request.entries.length - 1;
  const aheadIds = rowsOf<{ entry_id: string }>(
    statements('select entry_id from alerts where unit_id = ? and settled = 0').all(unitId),
  );
  return {
    told,
    ackedThrough,
    digest,
    entryAt: readEntries(statements, request, firstSent, Math.min(lastEntry, ackedThrough)),
    hashesById: readHashes(statements, request, ackedThrough - firstEntry + 1),
    aheadIds: new Set(aheadIds.map((row) => row.entry_id)),
    crossingsBeyond: countCrossings(statements, request, lastEntry + 1, ackedThrough),
    incidentsOfLog:
      request.incidents.length > 0 || request.skipCount > 0
        ? readIncidents(statements, request)
        : [],
  };
};

const readIncidents = (
  statements: Statements,
  { unitId, logId }: CustodyRequest,
): CustodyHolding['incidentsOfLog'] =>
  rowsOf(
    statements('select code, position from incidents where unit_id = ? and log_id = ?').all(
      unitId,
      logId,
    ),
  );

const readEntries = (
  statements: Statements,
  { unitId, logId }: CustodyRequest,
  from: number,
  through: number,
): CustodyHolding['entryAt'] => {
  if (through < from) return new Map();
  const rows = rowsOf<EntryRow>(
    statements(
      `select position, entry_id, hash, kind from entries
       where unit_id = ? and log_id = ? and position between ? and ?`,
    ).all(unitId, logId, from, through),
  );
  return new Map(
    rows.map(({ position, entry_id: entryId, hash, kind }) => [position, { entryId, hash, kind }]),
  );
};

/** @param known so many entries from the first on are held at their positions */
const readHashes = (
  statements: Statements,
  { unitId, entries, alerts }: CustodyRequest,
  known: number,
): CustodyHolding['hashesById'] => {
  const byId = statements('select hash from entries where entry_id = ? and unit_id = ?');
  const hashesById = new Map<string, string[]>();
  for (const { entryId } of [...entries.slice(Math.max(0, known)), ...alerts]) {
    const rows = rowsOf<{ hash: string }>(byId.all(entryId, unitId));
    if (rows.length > 0) {
      hashesById.set(
        entryId,
        rows.map(({ hash }) => hash),
      );
    }
  }
  return hashesById;
};

const countCrossings = (
  statements: Statements,
  { unitId, logId, from }: CustodyRequest,
  after: number,
  through: number,
): number => {
  const first = Math.max(from, after);
  if (through < first) return 0;
  const [row] = rowsOf<{ count: number }>(
    statements(
      `select count(*) as count from entries where unit_id = ? and log_id = ?
       and position between ? and ? and kind = 'crossing.recorded'`,
    ).all(unitId, logId, first, through),
  );
  return row?.count ?? 0;
};
