import { genesisDigest } from '#domain/log/chain.ts';
import type { ChotDatabase } from './database.ts';
import type { EntryRow, LogRow, LogTrouble } from './rows.ts';

/** CBOR around a frame and its id, bytes at most. */
const wrappingBytes = 24;
const pageRows = 50;

/** The logs of this tablet, the ones that still hold unsent entries first. */
export const listLogs = async (db: ChotDatabase): Promise<LogRow[]> => {
  const logs = await db.logs.toArray();
  return logs.toSorted((left, right) => rank(left) - rank(right));
};

const rank = (log: LogRow): number => (log.head > log.ackedThrough ? 0 : 1);

/**
 * Entries after the acknowledged position, without gaps: as many as fit, at least one if there is one.
 * @param limits.bytes length of the entries on the wire
 */
export const readBatch = async (
  db: ChotDatabase,
  log: Pick<LogRow, 'logId' | 'ackedThrough'>,
  limits: { readonly bytes: number; readonly entries: number },
): Promise<EntryRow[]> => {
  const batch: EntryRow[] = [];
  let bytes = 0;
  for (;;) {
    const next = log.ackedThrough + batch.length + 1;
    const page = await db.entries
      .where('[logId+position]')
      .between([log.logId, next], [log.logId, next + pageRows], true, false)
      .toArray();
    for (const row of page) {
      bytes += row.frame.length + wrappingBytes;
      const isNext = row.position === log.ackedThrough + batch.length + 1;
      const fits = batch.length === 0 || bytes <= limits.bytes;
      if (!isNext || !fits || batch.length >= limits.entries) return batch;
      batch.push(row);
    }
    if (page.length < pageRows) return batch;
  }
};

/** What the log says at a position; null beyond its head or where a row is lost. */
const placeAt = async (
  db: ChotDatabase,
  logId: string,
  position: number,
): Promise<Pick<EntryRow, 'digest' | 'recordsThrough'> | null> => {
  if (position === 0) return { digest: genesisDigest(logId), recordsThrough: 0 };
  return (await db.entries.get([logId, position])) ?? null;
};

export type AckOutcome = 'applied' | 'differs' | 'beyond-head';

/**
 * Takes the server's acknowledged position, also when it went back, if the chain proves that the
 * server holds the very same entries [SYNC-3] [SYNC-4]. `beyond-head`: it holds more than this log.
 */
export const applyAck = (
  db: ChotDatabase,
  logId: string,
  ack: { readonly ackedThrough: number; readonly digest: string; readonly nowMs: number },
): Promise<AckOutcome> =>
  db.transaction('rw', db.logs, db.entries, async () => {
    const log = await db.logs.get(logId);
    if (log === undefined) return 'differs';
    if (ack.ackedThrough > log.head) return 'beyond-head';
    const place = await placeAt(db, logId, ack.ackedThrough);
    if (place?.digest !== ack.digest) {
      await noteTrouble(db, log, 'digest/differs', ack.ackedThrough, ack.nowMs);
      return 'differs';
    }
    const { trouble: _resolved, ...healthy } = log;
    await db.logs.put({
      ...healthy,
      ackedThrough: ack.ackedThrough,
      ackedDigest: place.digest,
      recordsAcked: place.recordsThrough,
    });
    return 'applied';
  });

/** Says that the row after the acknowledged position is gone, which no retry can mend. */
export const noteLostRow = (db: ChotDatabase, logId: string, nowMs: number): Promise<void> =>
  db.transaction('rw', db.logs, async () => {
    const log = await db.logs.get(logId);
    if (log) await noteTrouble(db, log, 'log/row-lost', log.ackedThrough + 1, nowMs);
  });

const noteTrouble = async (
  db: ChotDatabase,
  log: LogRow,
  code: LogTrouble['code'],
  position: number,
  nowMs: number,
): Promise<void> => {
  const sinceMs = log.trouble?.code === code ? log.trouble.sinceMs : nowMs;
  await db.logs.put({ ...log, trouble: { code, position, sinceMs } });
};
