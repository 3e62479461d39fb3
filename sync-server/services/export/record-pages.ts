import type { StoreReader } from '../../store/store.ts';

const recordsAtOnce = 100;

export type ExportedShift = { readonly unitId: string; readonly shiftId: string };

/** Ids of a shift's records, some at a time: however many there are, few are in memory. */
export const recordPages = async function* (
  store: Pick<StoreReader, 'listShiftRecords'>,
  shift: ExportedShift,
): AsyncGenerator<string[], void, void> {
  let after = '';
  for (;;) {
    const recordIds = await store.listShiftRecords(shift, after, recordsAtOnce);
    if (recordIds.length === 0) return;
    yield recordIds;
    after = recordIds.at(-1) ?? '';
  }
};
