import { judgeAck, wentBack, type Ack, type AckOutcome } from '../sync/core/judge-ack.ts';
import type { BatchLimits } from '../sync/core/sync-store.ts';
import { asUnproven, startOfLog, type LogPlace } from '../sync/core/tablet-log.ts';
import { dropAlertsThrough } from './alerts.ts';
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

/** Everything a log holds after a position. */
export const rowsAfter = (db: ChotDatabase, logId: string, position: number): Promise<EntryRow[]> =>
  db.entries
    .where('[logId+position]')
    .between([logId, position + 1], [logId, Number.MAX_SAFE_INTEGER])
    .toArray();

/** What the log says at a position or, where rows are lost, at the last one before it. */
export const lastPlaceBefore = async (
  db: ChotDatabase,
  logId: string,
  position: number,
): Promise<LogPlace> => {
  const log = await db.logs.get(logId);
  if (log?.ackedThrough === position) {
    return { position, digest: log.ackedDigest, recordsThrough: log.recordsAcked };
  }
  const row = await db.entries
    .where('[logId+position]')
    .between([logId, 1], [logId, position], true, true)
    .last();
  return row ?? startOfLog(logId);
};

export const readDigests = async (
  db: ChotDatabase,
  logId: string,
  positions: readonly number[],
): Promise<{ position: number; digest: string }[]> => {
  const rows = await db.entries.bulkGet(
    positions.map((position): [string, number] => [logId, position]),
  );
  return rows
    .filter((row) => row !== undefined)
    .map(({ position, digest }) => ({ position, digest }));
};

/** Takes the server's acknowledged position, if the chain proves it. */
export const applyAck = (db: ChotDatabase, logId: string, ack: Ack): Promise<AckOutcome> =>
  db.transaction('rw', db.logs, db.entries, db.alerts, async () => {
    const log = await db.logs.get(logId);
    if (log === undefined) return 'differs';
    const around = [ack.ackedThrough, ack.ackedThrough + 1];
    const [at, next] = await db.entries.bulkGet(
      around.map((each): [string, number] => [logId, each]),
    );
    const judged = judgeAck(log, { at: at ?? null, next: next ?? null }, ack);
    await db.logs.put(judged.log);
    await dropAlertsThrough(db, logId, judged.log.ackedThrough);
    if (wentBack(log, judged.log)) {
      const others = (await db.logs.toArray()).filter((other) => other.logId !== logId);
      await db.logs.bulkPut(others.map(asUnproven));
    }
    return judged.outcome;
  });
