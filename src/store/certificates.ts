import type { Certificate } from '../sync/core/certificate.ts';
import { withTrouble } from '../sync/core/judge-ack.ts';
import type { ChotDatabase } from './database.ts';

/** Keeps a proof in the log it speaks of. */
export const keepCertificate = (
  db: ChotDatabase,
  logId: string,
  certificate: Certificate,
): Promise<void> =>
  db.transaction('rw', db.logs, async () => {
    const log = await db.logs.get(logId);
    if (log === undefined || log.ackedThrough < certificate.count) return;
    const { trouble: _proven, ...healthy } = log;
    await db.logs.put({ ...healthy, certificate });
  });

/** The server's word for a log could not be believed. */
export const noteUnprovenReceipt = (
  db: ChotDatabase,
  logId: string,
  nowMs: number,
): Promise<void> =>
  db.transaction('rw', db.logs, async () => {
    const log = await db.logs.get(logId);
    if (log) await db.logs.put(withTrouble(log, 'receipt/unproven', log.head, nowMs));
  });
