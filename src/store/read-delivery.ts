import type { ChotDatabase } from './database.ts';
import { isCertified, type Certificate } from '../sync/core/certificate.ts';
import { isBehind, type LogTrouble, type TabletLog } from '../sync/core/tablet-log.ts';
import { readContact } from './settings.ts';

export type Delivery = {
  readonly unsentEntries: number;
  readonly unsentRecords: number;
  /** Unix milliseconds by the tablet's clock; null when nothing waits. */
  readonly oldestUnsentWallMs: number | null;
  /** Entries ever appended and entries acknowledged, over all logs of this tablet. */
  readonly head: number;
  readonly ackedThrough: number;
  readonly lastContactAtMs: number | null;
  readonly lastFailureAtMs: number | null;
  /** Code of the last failure, null once the server was heard again. */
  readonly lastFailure: string | null;
  /** What only a person can resolve; null in health. */
  readonly trouble: LogTrouble | null;
  /** The proof that the server holds everything this tablet ever kept; null while anything is unproven. */
  readonly certificate: Pick<Certificate, 'count' | 'records' | 'atMs'> | null;
};

/** What this tablet still holds. Derived from positions, so "all sent" cannot be said too early. */
export const readDelivery = async (db: ChotDatabase): Promise<Delivery> => {
  const logs = await db.logs.toArray();
  const behind = logs.filter(isBehind);
  const oldest = await db.entries.bulkGet(
    behind.map((log): [string, number] => [log.logId, log.ackedThrough + 1]),
  );
  const oldestWallMs = oldest.filter((row) => row !== undefined).map((row) => row.wallMs);
  const contact = await readContact(db);
  return {
    unsentEntries: sum(behind.map((log) => log.head - log.ackedThrough)),
    unsentRecords: sum(behind.map((log) => log.recordsHead - log.recordsAcked)),
    oldestUnsentWallMs: oldestWallMs.length === 0 ? null : Math.min(...oldestWallMs),
    head: sum(logs.map((log) => log.head)),
    ackedThrough: sum(logs.map((log) => log.ackedThrough)),
    lastContactAtMs: contact.lastContactAtMs,
    lastFailureAtMs: contact.lastFailureAtMs,
    lastFailure: contact.lastFailure,
    trouble: logs.find((log) => log.trouble !== undefined)?.trouble ?? null,
    certificate: certificateOf(logs),
  };
};

/** Of several lives of the log all must be proven, and the oldest proof tells the time [CERT-4]. */
const certificateOf = (logs: readonly TabletLog[]): Delivery['certificate'] => {
  const held = logs.filter((log) => log.head > 0);
  const proofs = held.filter(isCertified).map((log) => log.certificate);
  const kept = proofs.filter((proof) => proof !== undefined);
  const isOpen = held.some((log) => log.unproven || log.trouble || isBehind(log));
  if (held.length === 0 || kept.length < held.length || isOpen) return null;
  return {
    count: sum(kept.map((proof) => proof.count)),
    records: sum(kept.map((proof) => proof.records)),
    atMs: Math.min(...kept.map((proof) => proof.atMs)),
  };
};

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
