import type { LogPlace, LogTrouble, TabletLog } from './tablet-log.ts';

/** What the server said it holds. */
export type Ack = {
  readonly ackedThrough: number;
  readonly digest: string;
  /** When it was heard, by the tablet's clock. */
  readonly nowMs: number;
};

/** `beyond-head`: the server holds more of this log than this tablet ever wrote. */
export type AckOutcome = 'applied' | 'differs' | 'beyond-head';

/**
 * Takes the server's acknowledged position, also when it went back, if the chain proves that the
 * server holds the very same entries [SYNC-3] [SYNC-4].
 * @param place what the log says at that position; null beyond its head or where a row is lost
 */
export const judgeAck = (
  log: TabletLog,
  place: LogPlace | null,
  ack: Ack,
): { readonly outcome: AckOutcome; readonly log: TabletLog } => {
  if (ack.ackedThrough > log.head) return { outcome: 'beyond-head', log };
  if (place?.digest !== ack.digest) {
    return {
      outcome: 'differs',
      log: withTrouble(log, 'digest/differs', ack.ackedThrough, ack.nowMs),
    };
  }
  const { trouble: _resolved, ...healthy } = log;
  return {
    outcome: 'applied',
    log: {
      ...healthy,
      ackedThrough: ack.ackedThrough,
      ackedDigest: place.digest,
      recordsAcked: place.recordsThrough,
    },
  };
};

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
