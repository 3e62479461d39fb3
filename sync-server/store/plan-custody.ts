import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { uuidV8 } from '#domain/core/uuid.ts';
import { hashOf } from '#domain/log/chain.ts';
import type { EntryEffect } from '#domain/log/arrival.ts';
import {
  decideCustody,
  type CustodyDecision,
  type CustodyRow,
  type Holding,
} from '#domain/log/custody.ts';
import type { Incident } from '#domain/log/incident.ts';
import type { PaperLine } from '#domain/paper/paper-line.ts';
import {
  unsentAfter,
  unsentAfterCarried,
  type ToldStanding,
  type UnsentStanding,
} from '#domain/log/queue-standing.ts';
import type { CustodyRequest } from './custody-request.ts';
import { nativeNextDigest } from './native-chain.ts';
import type { NewFeedLine } from './store.ts';

/** What the ledger says of a log beside its entries. */
type LogTold = ToldStanding & {
  /** Its tablet was told that another entry stands where it sent one. */
  readonly forked: boolean;
};

/** The columns of `logs` that say it. */
export type LogStandingRow = {
  readonly acked_through: number;
  readonly reported_depth: number;
  readonly reported_records: number;
  readonly reported_oldest_wall_ms: number | null;
  readonly forked: number;
};

/** @param row null: no such log was begun */
export const toldOf = (row: LogStandingRow | null): LogTold => ({
  ackedThrough: row?.acked_through ?? 0,
  unsentEntries: row?.reported_depth ?? 0,
  unsentRecords: row?.reported_records ?? 0,
  oldestUnsentWallMs: row?.reported_oldest_wall_ms ?? null,
  forked: row?.forked === 1,
});

/** What has to be read before a request can be decided. */
export type CustodyHolding = Holding & {
  readonly told: LogTold;
  /** Crossings held behind the last position of the request. */
  readonly crossingsBeyond: number;
  /** What was reported of this log before. */
  readonly incidentsOfLog: readonly Pick<Incident, 'code' | 'position'>[];
};

/** What has to be written, in one transaction. */
export type CustodyPlan = {
  readonly decision: CustodyDecision;
  readonly standing: UnsentStanding & { readonly forked: boolean };
  /** What `rows` add to the log's tallies. */
  readonly crossings: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly incidents: readonly Incident[];
  /** For the unit's feed. */
  readonly lines: readonly NewFeedLine[];
};

export const isCrossing = ({ kind }: Pick<CustodyRow, 'kind'>): boolean =>
  kind === 'crossing.recorded';

export const planCustody = (request: CustodyRequest, held: CustodyHolding): CustodyPlan => {
  const decision = decideCustody(request, held, nativeNextDigest);
  const { rows } = decision;
  const crossings = rows.filter(isCrossing).length;
  const crossingsBefore = [...held.entryAt.values()].filter(isCrossing).length;
  return {
    decision,
    standing: standingAfter(request, held, decision, { crossings, crossingsBefore }),
    crossings,
    quarantined: rows.filter(({ status }) => status === 'quarantined').length,
    skipped: rows.filter(({ status }) => status === 'skipped').length,
    incidents: newIncidents(request, held, rows),
    lines: linesOf(request, held.ackedThrough, decision),
  };
};

/** Whoever carries speaks for a tablet as it was then, and is not told to go on under another log. */
const standingAfter = (
  request: CustodyRequest,
  held: CustodyHolding,
  decision: CustodyDecision,
  { crossings, crossingsBefore }: { readonly crossings: number; readonly crossingsBefore: number },
): CustodyPlan['standing'] => {
  const { carried } = request;
  const recordsHeld = crossingsBefore + crossings + held.crossingsBeyond;
  const reported = unsentAfter(request, decision, recordsHeld);
  if (carried === undefined) return { ...reported, forked: decision.forked };
  const { forked } = held.told;
  if (decision.forked) return { ...held.told, forked };
  const after = { ackedThrough: decision.ackedThrough, records: crossings };
  return { ...unsentAfterCarried(held.told, carried.head, after, reported), forked };
};

/** What the unit's feed tells of an applied entry by itself. It names no person. */
export const effectToLines = (
  place: { readonly logId: string; readonly position: number; readonly entryId: string },
  effect: EntryEffect | null,
): NewFeedLine[] => {
  switch (effect?.kind) {
    case 'closing':
      return [{ kind: 'shift.closed', audience: null, body: effect.body }];
    case 'merge': {
      const { logId, position, entryId } = place;
      const body = { logId, position, entryId, about: effect.about };
      return [{ kind: 'entry.merged', audience: null, body }, ...effect.paper.map(paperToLine)];
    }
    case 'declared':
    case 'paper':
      return effect.paper.map(paperToLine);
    default:
      return [];
  }
};

const paperToLine = (line: PaperLine): NewFeedLine => ({
  kind: 'paper.told',
  audience: null,
  body: line,
});

const linesOf = (
  { logId }: CustodyRequest,
  ackedBefore: number,
  { rows, ackedThrough }: CustodyDecision,
): NewFeedLine[] => {
  const told = rows.flatMap((row) => effectToLines({ ...row, logId }, row.effect));
  if (ackedThrough === ackedBefore) return told;
  const body = { logId, from: ackedBefore + 1, through: ackedThrough };
  return [...told, { kind: 'entries.accepted', audience: null, body }];
};

/** The tablet may report the loss that a skip already told: it is one incident. */
const newIncidents = (
  request: CustodyRequest,
  held: CustodyHolding,
  rows: readonly CustodyRow[],
): Incident[] => {
  const isKnown = ({ code, logId, position }: Incident): boolean =>
    code === 'log/row-lost' &&
    logId === request.logId &&
    held.incidentsOfLog.some((known) => known.code === code && known.position === position);
  const reported = request.incidents.filter((incident) => !isKnown(incident));
  const told = skipToIncident(request, rows);
  if (told === null || isKnown(told)) return reported;
  const isTold = ({ code, logId, position }: Incident): boolean =>
    code === told.code && logId === told.logId && position === told.position;
  return reported.some(isTold) ? reported : [...reported, told];
};

const skipToIncident = (
  { logId, report }: CustodyRequest,
  rows: readonly CustodyRow[],
): Incident | null => {
  const lost = rows.filter(({ status }) => status === 'skipped');
  const position = lost[0]?.position;
  if (position === undefined) return null;
  const name = hexToBytes(hashOf(utf8ToBytes(`row-lost ${logId} ${position}`)));
  return {
    incidentId: uuidV8(name.subarray(0, 16)),
    code: 'log/row-lost',
    wallMs: report.contactAtMs,
    logId,
    position,
    count: lost.length,
  };
};
