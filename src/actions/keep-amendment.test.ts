import { beforeEach, describe, expect, it } from 'vitest';
import type { FormInput } from '#domain/declaration/form.ts';
import { instantToInput } from '#domain/declaration/instant-input.ts';
import { sampleSheet } from '../../tests/support/sample-sheet.ts';
import { createTestTablet, settleIn, type TestTablet } from '../../tests/support/tablet-fixture.ts';
import { readDraft } from '../store/drafts.ts';
import { readRecord } from '../store/list-records.ts';
import { amendRecord } from './amend-record.ts';
import { beginAmending } from './begin-amending.ts';
import { keepRecord } from './keep-record.ts';
import { keepAmendment } from './keep-amendment.ts';

let tablet: TestTablet;
let recordId: string;

beforeEach(async () => {
  tablet = createTestTablet(71);
  await settleIn(tablet);
  const declaredAt = instantToInput(tablet.clock.wallMs());
  const input = { ...sampleSheet(1), declaredAt, 'move.departAt': declaredAt.slice(0, 10) };
  const kept = await keepRecord(tablet, { input, channel: 'paper' });
  recordId = kept.ok ? kept.value.recordId : expect.unreachable();
});

const record = async () => (await readRecord(tablet.db, recordId)) ?? expect.unreachable();
const begin = async () => {
  const begun = await beginAmending(tablet, recordId);
  return begun.ok ? begun.value.draftId : expect.unreachable();
};
const inputOf = async (draftId: string): Promise<FormInput> =>
  (await readDraft(tablet.db, draftId))?.input ?? expect.unreachable();

describe('a correction on the desk', () => {
  it('[MERGE-20] changes the fields that were typed otherwise, and no other', async () => {
    const before = await record();
    const draftId = await begin();
    const input = await inputOf(draftId);
    const typed = { ...input, fullName: 'Nguyễn Thị Đúng', 'check.temperature': '36,6' };
    const kept = await keepAmendment(tablet, draftId, typed, 'Đọc nhầm');
    expect(kept).toEqual({ ok: true, value: { added: 2 } });
    const after = await record();
    expect(after.declaration).toEqual({ ...before.declaration, fullName: 'Nguyễn Thị Đúng' });
    expect(after.crossing).toEqual({ ...before.crossing, 'check.temperature': 36.6 });
    expect(await readDraft(tablet.db, draftId)).toBeNull();
    expect(await keepAmendment(tablet, draftId, typed, 'Đọc nhầm')).toMatchObject({ ok: false });
  });

  it('[MERGE-20] nothing changed says nothing; what is asked no longer is taken away', async () => {
    const draftId = await begin();
    const input = await inputOf(draftId);
    expect(await keepAmendment(tablet, draftId, input, 'Xem lại')).toEqual({
      ok: true,
      value: { added: 0 },
    });
    const again = await begin();
    const { phone: _, ...rest } = input;
    await keepAmendment(tablet, again, { ...rest, noPhone: 'yes' }, 'Không có máy');
    expect((await record()).declaration.phone).toBeUndefined();
  });

  it('[MERGE-20] is based on what was seen: another word of the same field meanwhile is a conflict, not a loss', async () => {
    const draftId = await begin();
    await amendRecord(tablet, recordId, { crossing: { 'check.temperature': 38.2 } });
    const input = { ...(await inputOf(draftId)), 'check.temperature': '36,6' };
    await keepAmendment(tablet, draftId, input, 'Đo lại');
    const { merging } = await record();
    expect(merging?.crossing.conflicts).toMatchObject([{ field: 'check.temperature' }]);
  });

  it('[MERGE-20] begun twice is one draft, and a sheet that is not whole is not kept', async () => {
    const draftId = await begin();
    expect(await begin()).toBe(draftId);
    const input = { ...(await inputOf(draftId)), fullName: '' };
    expect(await keepAmendment(tablet, draftId, input, 'Sai')).toEqual({
      ok: false,
      error: { code: 'form/incomplete' },
    });
    expect(await readDraft(tablet.db, draftId)).not.toBeNull();
  });
});
