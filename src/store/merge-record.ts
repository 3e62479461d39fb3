import { parseEntry } from '#domain/log/entry-codec.ts';
import type { Entry } from '#domain/log/entry.ts';
import { foldSubject } from '#domain/merge/fold-subject.ts';
import {
  entryToSubjectKind,
  subjectsOf,
  type SubjectEntry,
  type SubjectKind,
} from '#domain/merge/subject-entry.ts';
import type { ChotDatabase } from './database.ts';
import { kinTokens } from './kin-tokens.ts';
import type { MergeRow, RecordMerging } from './merge-rows.ts';
import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';
import { searchTokens } from './search-tokens.ts';

/** The row of an entry that says something of earlier ones; null: it does not, or cannot be read yet. */
export const entryToMergeRow = (entry: Entry, frame: Uint8Array): MergeRow | null => {
  const about = subjectsOf(entry);
  return about.length === 0 ? null : { entryId: entry.entryId, about, frame };
};

/** Keeps what was said of a record and folds it again. Inside a transaction over `merges` and `records`. */
export const keepMerge = async (db: ChotDatabase, row: MergeRow): Promise<void> => {
  await db.merges.put(row);
  const records = await db.records.where('recordId').anyOf(row.about).toArray();
  const more = await db.records.where('declarationId').anyOf(row.about).toArray();
  // What was sealed with another key stays as it is; the log has it.
  for (const record of [...records, ...more].filter(isReadable)) {
    await db.records.put(await foldAgain(db, record));
  }
};

/** A record's row with everything that was said of it, as the server folds it as well [MERGE-1]. */
const foldAgain = async (db: ChotDatabase, row: RecordRow): Promise<RecordRow> => {
  const { declaration, crossing } = row.merging?.recorded ?? row;
  const about = await readAbout(db, [row.recordId, row.declarationId]);
  const of = (kind: SubjectKind): SubjectEntry[] =>
    about.flatMap((entry) => {
      const subject = entryToSubjectKind(entry);
      return subject?.[0] === kind ? [subject[1]] : [];
    });
  const declared = foldSubject({ ...row.held.declaration, data: declaration }, of('declaration'));
  const crossed = foldSubject({ ...row.held.crossing, data: crossing }, of('crossing'));
  const { data: declarationNow, ...declarationState } = declared.merged;
  const { data: crossingNow, ...crossingState } = crossed.merged;
  const merging: RecordMerging = {
    recorded: { declaration, crossing },
    declaration: declarationState,
    crossing: crossingState,
    waiting: declared.parked.length + crossed.parked.length,
  };
  const { unsealed: _unsealed, ...kept } = row;
  return {
    ...kept,
    declaration: declarationNow,
    crossing: crossingNow,
    merging,
    tokens: searchTokens(db.vault, declarationNow),
    kin: kinTokens(db.vault, crossingNow, declarationNow),
  };
};

/** What was said of these subjects or pairs, as far as this build can read it. */
export const readAbout = async (
  db: ChotDatabase,
  subjectIds: readonly string[],
): Promise<Entry[]> => {
  const rows = await db.merges.where('about').anyOf(subjectIds).distinct().toArray();
  return rows.filter(isReadable).flatMap(({ frame }) => {
    const entry = parseEntry(frame);
    return entry.ok ? [entry.value] : [];
  });
};
