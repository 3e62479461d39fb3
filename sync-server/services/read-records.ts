import { parseEntry } from '#domain/log/entry-codec.ts';
import { countCrossings, foldRecords, type MergedRecord } from '#domain/merge/fold-records.ts';
import type { ServicePorts } from './service-ports.ts';
import type { StoreReader } from '../store/store.ts';

export type ShiftRecords = {
  /** Those of the shift, with all that was said of them since, in later shifts too. */
  readonly records: readonly MergedRecord[];
  /** Those that count: not voided, and each crossing once. */
  readonly crossings: number;
  /** Entries of the unit that wait for what they are about or based on. */
  readonly parked: number;
};

/**
 * The records of a shift, folded from the unit's entries as every tablet folds them [MERGE-13].
 * It reads the whole unit, because what a record is linked to may lie in another shift.
 */
export const readRecords = async (
  {
    store,
    openFrame,
  }: { readonly store: Pick<StoreReader, 'listEntries'> } & Pick<ServicePorts, 'openFrame'>,
  unitId: string,
  shiftId: string,
): Promise<ShiftRecords> => {
  const stored = await store.listEntries({ unitId, status: 'applied' });
  const entries = stored.flatMap(({ frame }) => {
    if (frame.length === 0) return [];
    const opened = openFrame(frame);
    if (!opened.ok) return [];
    const entry = parseEntry(opened.value);
    return entry.ok ? [entry.value] : [];
  });
  const folded = foldRecords(entries);
  const records = folded.records.filter((record) => record.shiftId === shiftId);
  return { records, crossings: countCrossings(records), parked: folded.parked.length };
};
