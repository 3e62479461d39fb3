import { nextDigest } from '#domain/log/chain.ts';
import type { PlacedEntry, TabletLog, UnplacedEntry } from './tablet-log.ts';

/** A record counts where its crossing stands; its declaration stands before it. */
export const recordsIn = (entry: Pick<UnplacedEntry, 'kind'>): number =>
  entry.kind === 'crossing.recorded' ? 1 : 0;

/** Places entries after a log's head: their rows, and the log as it will be. */
export const chainEntries = (
  log: TabletLog,
  entries: readonly UnplacedEntry[],
): { rows: PlacedEntry[]; log: TabletLog } => {
  const rows: PlacedEntry[] = [];
  let head: TabletLog = log;
  for (const entry of entries) {
    head = {
      ...head,
      head: head.head + 1,
      headDigest: nextDigest(head.headDigest, entry.hash),
      recordsHead: head.recordsHead + recordsIn(entry),
    };
    rows.push({
      ...entry,
      logId: log.logId,
      position: head.head,
      digest: head.headDigest,
      recordsThrough: head.recordsHead,
    });
  }
  return { rows, log: head };
};
