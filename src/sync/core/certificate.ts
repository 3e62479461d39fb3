import type { Receipt } from '#protocol/reconcile.ts';
import { isBehind, type TabletLog } from './tablet-log.ts';

/** The proof that the server held all of a log, as far as the log then went. */
export type Certificate = {
  readonly count: number;
  readonly records: number;
  /** Chain digest at `count`. */
  readonly digest: string;
  readonly epoch: string;
  /** When it was heard, by the tablet's clock. */
  readonly atMs: number;
  /**
   * What the server signed, as it came. Null for a log that was left and of which the server holds more:
   * then the digest at its end agreed, and a receipt speaks of the whole.
   */
  readonly receipt: string | null;
};

/** However little changes, the ledgers are compared again after this long. */
const compareAgainMs = 4 * 3_600_000;

/** Whether a log is to be compared now: it is delivered, and its proof is missing, older or of another history. */
export const needsCertificate = (
  log: TabletLog,
  now: { readonly epoch: string | null; readonly wallMs: number },
): boolean => {
  if (log.head === 0 || isBehind(log) || log.unproven === true) return false;
  return (
    !isCertified(log) ||
    log.certificate?.epoch !== now.epoch ||
    Math.abs(now.wallMs - log.certificate.atMs) > compareAgainMs
  );
};

/** Whether the proof covers everything that the log holds. */
export const isCertified = ({ certificate, head, headDigest }: TabletLog): boolean =>
  certificate?.count === head && certificate.digest === headDigest;

/** Whether a receipt says what was asked about, and nothing else. */
export const statesAll = (
  receipt: Receipt,
  { log, epoch }: { readonly log: TabletLog; readonly epoch: string },
): boolean =>
  receipt.logId === log.logId &&
  receipt.deviceId === log.deviceId &&
  receipt.epoch === epoch &&
  receipt.count === log.head &&
  receipt.digest === log.headDigest;
