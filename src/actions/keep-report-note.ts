import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import type { EntryOf } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { typedToReport } from '#domain/report/report.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { reportDraftKey, type ReportDraft } from '../store/report-draft.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import { readAuthor, type AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

/** Where its entry stands; it has reached the server once that is acknowledged. */
export type KeptReportNote = { readonly logId: string; readonly position: number };

export type KeepReportFailure =
  | SaveFailure
  | AuthorFailure
  | Answer<'entry/too-large' | 'report/incomplete'>;

/**
 * Keeps what a citizen reports at the post as an entry of the log, with no network, and its draft is gone with the
 * same save. A second tap finds the first [REPORT-15].
 */
export const keepReportNote = async (
  tablet: Tablet,
  draft: ReportDraft,
): Promise<Result<KeptReportNote, KeepReportFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => keep(tablet, draft));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const keep = async (
  tablet: Tablet,
  { reportId, entryId, typed }: ReportDraft,
): Promise<Result<KeptReportNote, KeepReportFailure>> => {
  const { db } = tablet;
  const author = await readAuthor(tablet, 'note-report');
  if (!author.ok) return author;
  const { device, session } = author.value;
  const data = typedToReport(typed);
  if (data === null) return fail({ code: 'report/incomplete' });
  const time = await readEntryTime(tablet);
  const entry: EntryOf<'report.recorded'> = {
    kind: 'report.recorded',
    data,
    v: 1,
    schema: currentSchemaOf('report.recorded'),
    entryId,
    subjectId: reportId,
    unitId: device.unitId,
    shiftId: shiftAt(device.unitId, time.wall).shiftId,
    officer: session.officerId,
    session: session.sessionId,
    time,
    app: tablet.app,
  };
  const frozen = await freezeEntry(tablet, entry, null);
  if (!frozen.ok) return fail({ code: 'entry/too-large' });
  const kept = await appendEntries<KeptReportNote>(tablet, device, {
    entries: [frozen.value.unplaced],
    findEarlier: async () => {
      const row = await db.entries.get({ entryId });
      return row === undefined ? null : { logId: row.logId, position: row.position };
    },
    effects: async ([row]) => {
      if (row === undefined) throw new Error('a report has an entry');
      await db.settings.delete(reportDraftKey('post', session.officerId));
      return { logId: row.logId, position: row.position };
    },
  });
  return kept.ok ? ok(kept.value) : kept;
};
