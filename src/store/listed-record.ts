import type { ChotDatabase } from './database.ts';
import type { IdentityStanding } from '#domain/identity/identity-standing.ts';
import { readStandings } from './read-identity.ts';
import type { RecordRow } from './rows.ts';

export type ListedRecord = Omit<RecordRow, 'tokens' | 'kin' | 'held'> & {
  /** The server has said that it holds every entry of this record. */
  readonly delivered: boolean;
  readonly identity: IdentityStanding;
};

/** Says of each row whether it is delivered, from the log's acknowledged position alone. */
export const recordsToListed = async (
  db: ChotDatabase,
  rows: readonly RecordRow[],
): Promise<ListedRecord[]> => {
  const [logs, standings] = await Promise.all([db.logs.toArray(), readStandings(db, rows)]);
  // A log whose digest differs proves nothing, however far it was acknowledged.
  const ackedByLog = new Map(logs.map((log) => [log.logId, log.trouble ? 0 : log.ackedThrough]));
  const isAcked = ({ logId, position }: { logId: string; position: number }): boolean =>
    position <= (ackedByLog.get(logId) ?? 0);
  return rows.map(({ tokens: _tokens, kin: _kin, held: _held, ...row }, index) => ({
    ...row,
    identity: standings[index] ?? { kind: 'unasked' },
    delivered: row.lost !== true && isAcked(row) && (!row.saidAt || isAcked(row.saidAt)),
  }));
};
