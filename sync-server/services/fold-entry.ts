import type { Entry } from '#domain/log/entry.ts';
import type { NewFeedLine, StoredEntry, StoreTransactor } from '../store/store.ts';

/**
 * Writes what an applied entry means into the read model.
 * @returns what the unit's feed tells of it, never what it says about a person
 */
export const foldEntry = async (
  tx: StoreTransactor,
  { unitId, logId, position }: Pick<StoredEntry, 'unitId' | 'logId' | 'position'>,
  entry: Entry,
): Promise<NewFeedLine[]> => {
  const place = { unitId, logId, position };
  if (entry.kind === 'crossing.recorded') {
    await tx.insertRecord({ ...place, recordId: entry.subjectId, shiftId: entry.shiftId });
  }
  if (entry.kind !== 'shift.closed') return [];
  const { shiftId, records } = entry.data;
  const body = { ...entry.data, officer: entry.officer, wallMs: entry.time.wall };
  const { officer, wallMs } = body;
  await tx.insertClosing({ ...place, shiftId, officer, wallMs, records, body });
  return [{ kind: 'shift.closed', audience: null, body }];
};
