import { fail, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { entryToPaperLines } from '#domain/paper/paper-line.ts';
import { differingFields } from '#domain/paper/typed-again.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { entryToMergeRow, keepMerge } from '../store/merge-record.ts';
import { keepPaperLines } from '../store/paper-ledger.ts';
import type { SaveFailure } from '../store/save-failure.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import type { Author } from './read-author.ts';
import type { KeptRecord } from './save-record.ts';
import type { Tablet } from './tablet.ts';

export type TypedAgainFailure =
  | SaveFailure
  | Answer<'entry/too-large' | 'record/not-found' | 'twice/same-officer'>;

/**
 * Keeps what a second officer read on a sheet, beside what was recorded first. Never the same officer: nobody
 * finds their own mistakes.
 */
export const keepTypedAgain = async (
  tablet: Tablet,
  { device, session }: Author,
  draftId: string,
  declarationId: string,
  again: Declaration,
): Promise<Result<KeptRecord, TypedAgainFailure>> => {
  const { db } = tablet;
  const row = await db.records.where('declarationId').equals(declarationId).first();
  // The server takes from a tablet only what is about the unit it now serves.
  if (row === undefined || row.unitId !== device.unitId) return fail({ code: 'record/not-found' });
  if (row.officer === session.officerId) return fail({ code: 'twice/same-officer' });
  const first = row.merging?.recorded.declaration ?? row.declaration;
  const time = await readEntryTime(tablet);
  const entry: Entry = {
    v: 1,
    kind: 'declaration.typed-again',
    schema: currentSchemaOf('declaration.typed-again'),
    entryId: mintId(tablet.clock, tablet.random),
    subjectId: declarationId,
    unitId: device.unitId,
    shiftId: shiftAt(device.unitId, time.wall).shiftId,
    officer: session.officerId,
    session: session.sessionId,
    time,
    app: tablet.app,
    data: { declaration: again, differing: differingFields(first, again) },
  };
  const frozen = await freezeEntry(tablet, entry, row.recordId);
  if (!frozen.ok) return fail({ code: 'entry/too-large' });
  const { unplaced, plainFrame } = frozen.value;
  const { recordId, declaration } = row;
  return appendEntries<KeptRecord>(tablet, device, {
    entries: [unplaced],
    findEarlier: async () => {
      // Its draft is gone once it was kept, by a second tap or a second tab.
      const draft = await db.drafts.get(draftId);
      return draft === undefined
        ? { recordId, position: row.position, again: true, declaration }
        : null;
    },
    effects: async (rows) => {
      const position = rows.at(-1)?.position ?? row.position;
      const merge = entryToMergeRow(entry, plainFrame);
      if (merge !== null) await keepMerge(db, merge);
      await keepPaperLines(db, entryToPaperLines(entry));
      await db.drafts.delete(draftId);
      return { recordId, position, again: false, declaration };
    },
  });
};
