import type { Selectable } from 'kysely';
import type { CustodyStatus } from '#domain/log/custody.ts';
import type { StoredEntry } from './store.ts';
import type { Tables } from './tables.ts';

export const rowToEntry = (row: Selectable<Tables['entries']>): StoredEntry => ({
  unitId: row.unit_id,
  logId: row.log_id,
  position: row.position,
  entryId: row.entry_id,
  hash: row.hash,
  frame: row.frame,
  kind: row.kind,
  subjectId: row.subject_id,
  shiftId: row.shift_id,
  // Nothing else is ever written there.
  status: row.status as CustodyStatus,
  reason: row.reason,
  receivedAtMs: row.received_at,
});
