import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { blankReport } from '#domain/report/report.ts';
import { createTestTablet, settleIn } from '../../tests/support/tablet-fixture.ts';
import { readReportDraft, type ReportDraft } from '../store/report-draft.ts';
import { readSession } from '../store/settings.ts';
import { keepReportDraft } from './keep-report-draft.ts';
import { keepReportNote } from './keep-report-note.ts';

let tablet: ReturnType<typeof createTestTablet>;
let officerId: string;

beforeEach(async () => {
  tablet = createTestTablet(73);
  await settleIn(tablet);
  officerId = (await readSession(tablet.db))?.officerId ?? '';
});

const draft: ReportDraft = {
  reportId: '01900000-0000-7000-8000-000000000001',
  entryId: '01900000-0000-7000-8000-000000000002',
  typed: { ...blankReport, what: 'Tụ tập đông người', urgency: 'urgent' },
  answer: '',
};
const entries = () => tablet.db.entries.toArray();

describe('a report taken down at the post', () => {
  it('[REPORT-15] is one entry, ahead of the log where it is urgent, and its draft is gone with the same save', async () => {
    await keepReportDraft(tablet, 'post', officerId, draft);
    expect(await readReportDraft(tablet.db, 'post', officerId)).toEqual(draft);
    const kept = await keepReportNote(tablet, draft);
    expect(kept.ok && kept.value.position).toBe(1);
    const [row] = await entries();
    const entry = row && parseEntry(row.frame);
    expect(entry?.ok && entry.value).toMatchObject({
      kind: 'report.recorded',
      subjectId: draft.reportId,
      data: { what: 'Tụ tập đông người', urgency: 'urgent' },
    });
    expect(await tablet.db.alerts.count()).toBe(1);
    expect(await readReportDraft(tablet.db, 'post', officerId)).toBeNull();
  });

  it('[REPORT-15] a second tap finds the first, and a save that is cut leaves nothing behind and loses nothing', async () => {
    await keepReportDraft(tablet, 'post', officerId, draft);
    const cut = vi.spyOn(tablet.db.settings, 'delete').mockRejectedValue(new Error('cut'));
    expect(await keepReportNote(tablet, draft)).toMatchObject({ ok: false });
    cut.mockRestore();
    expect(await entries()).toEqual([]);
    expect(await readReportDraft(tablet.db, 'post', officerId)).toEqual(draft);
    const both = await Promise.all([keepReportNote(tablet, draft), keepReportNote(tablet, draft)]);
    expect(both.map((one) => one.ok && one.value.position)).toEqual([1, 1]);
    expect(await entries()).toHaveLength(1);
  });

  it('[REPORT-15] says what is missing and keeps nothing', async () => {
    const empty = { ...draft, typed: blankReport };
    expect(await keepReportNote(tablet, empty)).toMatchObject({
      error: { code: 'report/incomplete' },
    });
    expect(await entries()).toEqual([]);
  });
});
