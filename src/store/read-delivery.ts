import type { ChotDatabase } from './database.ts';
import { isBehind, type LogTrouble } from '../sync/core/tablet-log.ts';
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
  };
};

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
