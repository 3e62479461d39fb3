import type { Transaction } from 'dexie';
import { parseEnvelope } from '#domain/log/entry-codec.ts';
import { kinOf } from '#domain/matching/kin.ts';
import type { EntryRow, RecordRow } from '../rows.ts';

/** Gives the records of the first release what later entries about them need. The log is only read. */
export const addMerging = async (tx: Transaction): Promise<void> => {
  const heldById = new Map<string, Partial<RecordRow['held']>>();
  const offsetById = new Map<string, number>();
  await tx.table<EntryRow>('entries').each(({ recordId, kind, entryId, hash, frame }) => {
    if (recordId === null) return;
    const held = heldById.get(recordId) ?? {};
    if (kind === 'declaration.recorded') held.declaration = { entryId, hash };
    if (kind === 'crossing.recorded') {
      held.crossing = { entryId, hash };
      const envelope = parseEnvelope(frame);
      const offset = envelope.ok ? envelope.value.time.offset : undefined;
      if (offset !== undefined) offsetById.set(recordId, offset);
    }
    heldById.set(recordId, held);
  });
  await tx
    .table<RecordRow>('records')
    .toCollection()
    .modify((row) => {
      const { declaration = lost, crossing = lost } = heldById.get(row.recordId) ?? {};
      const offsetMs = offsetById.get(row.recordId);
      row.held = { declaration, crossing };
      if (offsetMs !== undefined) row.offsetMs = offsetMs;
      row.kin = Object.entries(kinOf(row.crossing, row.declaration)).map(
        ([of, value]) => `${of} ${value}`,
      );
    });
};

/** The row of the log that bore it is gone. */
const lost = { entryId: '', hash: '' };
