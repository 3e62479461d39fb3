import type { Incident } from '#domain/log/incident.ts';
import { chainEntries } from './chain-entries.ts';
import { lostRow } from './lost-row.ts';
import type { LogPlace, PlacedEntry, TabletLog } from './tablet-log.ts';

export type Mend = {
  /** The server's own acknowledged position, heard just now: what it holds is not lost. */
  readonly base: LogPlace;
  readonly incidentId: string;
  readonly nowMs: number;
};

export type MendedLog = {
  readonly log: TabletLog;
  /** Everything after the base, anew: what stands where a row was lost, and what follows, re-chained. */
  readonly rows: readonly PlacedEntry[];
  /** Positions that are lost. */
  readonly lost: readonly number[];
  readonly incident: Incident | null;
};

/**
 * A log from whose unsent part rows are gone goes on: the server is told of a loss at each of their
 * positions, and the digests after them are reckoned anew. No frame that exists is touched.
 * @param rows every entry after the base that is still there
 */
export const planMend = (
  log: TabletLog,
  { base, incidentId, nowMs }: Mend,
  rows: readonly PlacedEntry[],
): MendedLog => {
  const rowAt = new Map(rows.map((row) => [row.position, row]));
  const all = Array.from({ length: Math.max(0, log.head - base.position) }, (_, index) => {
    const position = base.position + 1 + index;
    return rowAt.get(position) ?? lostRow(log.logId, position, nowMs);
  });
  const lost = all.map(({ position }) => position).filter((position) => !rowAt.has(position));
  const { trouble: _mended, ...healthy } = log;
  const atBase = {
    ...healthy,
    head: base.position,
    headDigest: base.digest,
    recordsHead: base.recordsThrough,
    ackedThrough: base.position,
    ackedDigest: base.digest,
    recordsAcked: base.recordsThrough,
  };
  const chained = chainEntries(atBase, all);
  const [first] = lost;
  return {
    log: chained.log,
    rows: chained.rows,
    lost,
    incident:
      first === undefined
        ? null
        : {
            incidentId,
            code: 'log/row-lost',
            wallMs: nowMs,
            logId: log.logId,
            position: first,
            count: lost.length,
          },
  };
};
