import { judgeAck, withTrouble, type Ack, type AckOutcome } from '../sync/core/judge-ack.ts';
import type { BatchLimits } from '../sync/core/sync-store.ts';
import { startOfLog, type LogPlace } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';
import type { EntryRow } from './rows.ts';

/** CBOR around a frame and its id, bytes at most. */
const wrappingBytes = 24;
const pageRows = 50;

/** Entries from `after` + 1 on, without gaps: as many as fit, at least one if there is one. */
export const readBatch = async (
  db: ChotDatabase,
  logId: string,
  after: number,
  limits: BatchLimits,
): Promise<EntryRow[]> => {
  const batch: EntryRow[] = [];
  let bytes = 0;
  for (;;) {
    const next = after + batch.length + 1;
    const page = await db.entries
      .where('[logId+position]')
      .between([logId, next], [logId, next + pageRows], true, false)
      .toArray();
    for (const row of page) {
      bytes += row.frame.length + wrappingBytes;
      const isNext = row.position === after + batch.length + 1;
      const fits = batch.length === 0 || bytes <= limits.bytes;
      if (!isNext || !fits || batch.length >= limits.entries) return batch;
      batch.push(row);
    }
    if (page.length < pageRows) return batch;
  }
};

/** What the log says at a position; null beyond its head or where a row is lost. */
export const placeAt = async (
  db: ChotDatabase,
  logId: string,
  position: number,
): Promise<LogPlace | null> =>
  position === 0 ? startOfLog(logId) : ((await db.entries.get([logId, position])) ?? null);

/** Takes the server's acknowledged position, if the chain proves it. */
export const applyAck = (db: ChotDatabase, logId: string, ack: Ack): Promise<AckOutcome> =>
  db.transaction('rw', db.logs, db.entries, async () => {
    const log = await db.logs.get(logId);
    if (log === undefined) return 'differs';
    const judged = judgeAck(log, await placeAt(db, logId, ack.ackedThrough), ack);
    await db.logs.put(judged.log);
    return judged.outcome;
  });

/** Says that the row after the acknowledged position is gone, which no retry can mend. */
export const noteLostRow = (db: ChotDatabase, logId: string, nowMs: number): Promise<void> =>
  db.transaction('rw', db.logs, async () => {
    const log = await db.logs.get(logId);
    if (log) await db.logs.put(withTrouble(log, 'log/row-lost', log.ackedThrough + 1, nowMs));
  });
