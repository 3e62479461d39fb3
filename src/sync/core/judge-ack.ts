import { nextDigest } from '#domain/log/chain.ts';
import { recordsIn } from './chain-entries.ts';
import {
  startOfLog,
  type LogPlace,
  type LogTrouble,
  type PlacedEntry,
  type TabletLog,
} from './tablet-log.ts';

/** What the server said it holds. */
export type Ack = {
  readonly ackedThrough: number;
  readonly digest: string;
  /** When it was heard, by the tablet's clock. */
  readonly nowMs: number;
};

/**
 * `beyond-head`: the server holds more of this log than this tablet ever wrote. `row-lost`: what would
 * prove it is gone here; the log has to be mended first.
 */
export type AckOutcome = 'applied' | 'differs' | 'beyond-head' | 'row-lost';

/** The rows around an acknowledged position, as far as they are there. */
export type AckedRows = { readonly at: PlacedEntry | null; readonly next: PlacedEntry | null };

/**
 * Takes the server's acknowledged position, also when it went back, if the chain proves that the
 * server holds the very same entries [SYNC-3] [SYNC-4].
 */
export const judgeAck = (
  log: TabletLog,
  rows: AckedRows,
  ack: Ack,
): { readonly outcome: AckOutcome; readonly log: TabletLog } => {
  if (ack.ackedThrough > log.head) return { outcome: 'beyond-head', log };
  const place = placeOf(log, rows, ack);
  if (place === null) return { outcome: 'row-lost', log };
  if (place.digest !== ack.digest) {
    const { ackedThrough, nowMs } = ack;
    return { outcome: 'differs', log: withTrouble(log, 'digest/differs', ackedThrough, nowMs) };
  }
  return { outcome: 'applied', log: acknowledged(log, place) };
};

/** What the log says at the acknowledged position; the row itself may be gone. */
const placeOf = (log: TabletLog, { at, next }: AckedRows, ack: Ack): LogPlace | null => {
  const position = ack.ackedThrough;
  if (position === 0) return startOfLog(log.logId);
  if (at !== null) return at;
  if (position === log.head) {
    return { position, digest: log.headDigest, recordsThrough: log.recordsHead };
  }
  if (position === log.ackedThrough) {
    return { position, digest: log.ackedDigest, recordsThrough: log.recordsAcked };
  }
  if (next === null) return null;
  // The digest after the next row tells whether the one before it was the server's.
  const isSame = nextDigest(ack.digest, next.hash) === next.digest;
  const recordsThrough = next.recordsThrough - recordsIn(next);
  return { position, digest: isSame ? ack.digest : '', recordsThrough };
};

const acknowledged = (log: TabletLog, place: LogPlace): TabletLog => {
  const { trouble, unproven: _proven, differences, ...healthy } = log;
  return {
    ...healthy,
    // What a receipt left open, only a receipt settles.
    ...(trouble?.code === 'receipt/unproven' ? { trouble } : {}),
    ...(differences !== undefined && place.position === 0 ? { differences } : {}),
    ackedThrough: place.position,
    ackedDigest: place.digest,
    recordsAcked: place.recordsThrough,
  };
};

/** Acknowledged less than before: the server lost something, and other logs may be concerned. */
export const wentBack = (before: TabletLog, after: TabletLog): boolean =>
  after.ackedThrough < before.ackedThrough;

/** A trouble that goes on keeps the time it began. */
export const withTrouble = (
  log: TabletLog,
  code: LogTrouble['code'],
  position: number,
  nowMs: number,
): TabletLog => ({
  ...log,
  trouble: { code, position, sinceMs: log.trouble?.code === code ? log.trouble.sinceMs : nowMs },
});
