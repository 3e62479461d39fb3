import { describe, expect, it } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { codeToHash } from '#domain/qr/code-hash.ts';
import { sampleSheet } from '../../tests/support/sample-sheet.ts';
import {
  createTestTablet,
  morningMs,
  settleIn,
  type TestTablet,
} from '../../tests/support/tablet-fixture.ts';
import { listDrafts } from '../store/drafts.ts';
import { listRecords } from '../store/list-records.ts';
import { readShift } from '../store/read-shift.ts';
import { searchRecords } from '../store/search-records.ts';
import { keepRecord } from './keep-record.ts';
import { saveDraft } from './save-draft.ts';

const setUp = async (): Promise<TestTablet> => {
  const tablet = createTestTablet(51);
  tablet.advance(Date.UTC(2026, 10, 22, 1, 10) - morningMs);
  await settleIn(tablet);
  return tablet;
};

const sheet = { draftId: 'd1', input: sampleSheet(7), channel: 'paper' as const };

describe('keeping what was entered', () => {
  it('[LOG-5] a complete sheet becomes one record in its shift, found by name, and its draft is gone', async () => {
    const tablet = await setUp();
    await saveDraft(tablet, { ...sheet, officerId: 'cb-01' });
    const kept = await keepRecord(tablet, sheet);
    expect(kept).toMatchObject({ ok: true, value: { position: 2, again: false } });
    const [record] = await listRecords(tablet.db, { limit: 10 });
    expect(record).toMatchObject({ officer: 'cb-01', shiftId: 'cc-01/2026-11-22/2' });
    const found = await searchRecords(tablet.db, 'dang binh', 10);
    expect(found.map((row) => row.recordId)).toEqual([record?.recordId]);
    expect(await listDrafts(tablet.db, 'cb-01')).toEqual([]);
    expect((await readShift(tablet.db, 'cc-01/2026-11-22/2')).records).toBe(1);
  });

  it('[LOG-6] a crossing says by its hash which code the sheet was begun from, also after typing', async () => {
    const tablet = await setUp();
    const codeHash = codeToHash('001190012345||Nguyễn Thị Đào|17051990|Nữ|Hà Nội|01012021');
    await saveDraft(tablet, { ...sheet, officerId: 'cb-01', codeHash });
    await saveDraft(tablet, { ...sheet, officerId: 'cb-01' });
    await keepRecord(tablet, sheet);
    const [record] = await listRecords(tablet.db, { limit: 1 });
    const row = await tablet.db.records.get(record?.recordId ?? '');
    expect(row?.crossing.codeHash).toBe(codeHash);
    const [, crossing] = await tablet.db.entries.toArray();
    expect(parseEntry(crossing?.frame ?? new Uint8Array())).toMatchObject({
      value: { kind: 'crossing.recorded', schema: 5, data: { codeHash } },
    });
  });

  it('[LOG-5] two taps on the same sheet are one record', async () => {
    const tablet = await setUp();
    const taps = await Promise.all([keepRecord(tablet, sheet), keepRecord(tablet, sheet)]);
    const ids = taps.map((tap) => (tap.ok ? tap.value.recordId : tap.error.code));
    expect(ids[0]).toBe(ids[1]);
    expect(await tablet.db.records.count()).toBe(1);
  });

  it('[DRAFT-3] what is refused stays a draft: incomplete, nobody signed in, not enrolled, not allowed', async () => {
    const tablet = await setUp();
    await saveDraft(tablet, { ...sheet, officerId: 'cb-01' });
    const codes: string[] = [];
    const attempt = async (input = sheet.input) => {
      const outcome = await keepRecord(tablet, { ...sheet, input });
      codes.push(outcome.ok ? 'kept' : outcome.error.code);
    };
    const { fullName: _left, ...incomplete } = sheet.input;
    await attempt(incomplete);
    const session = await tablet.db.settings.get('session');
    await tablet.db.settings.put({
      key: 'session',
      value: { ...Object(session?.value), role: 'report-desk' },
    });
    await attempt();
    await tablet.db.settings.delete('session');
    await attempt();
    await tablet.db.device.clear();
    await attempt();

    expect(codes).toEqual([
      'form/incomplete',
      'officer/not-allowed',
      'officer/signed-out',
      'device/not-enrolled',
    ]);
    expect(await tablet.db.entries.count()).toBe(0);
    expect(await listDrafts(tablet.db, 'cb-01')).toHaveLength(1);
  });
});
