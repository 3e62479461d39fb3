import { describe, expect, it } from 'vitest';
import { createTestTablet, keepPerson, settleIn } from '../../tests/support/tablet-fixture.ts';
import { listDrafts, readDraft } from '../store/drafts.ts';
import { discardDraft } from './discard-draft.ts';
import { saveDraft } from './save-draft.ts';

const draft = (draftId: string, fullName: string) => ({
  draftId,
  officerId: 'cb-01',
  input: { fullName },
  channel: 'paper' as const,
});

describe('drafts', () => {
  it('[DRAFT-1] what was typed is there after a restart, last touched first, until discarded', async () => {
    const tablet = createTestTablet(31);
    await saveDraft(tablet, draft('d1', 'Nguyễn'));
    tablet.advance(10);
    await saveDraft(tablet, draft('d2', 'Trần'));
    tablet.advance(10);
    await saveDraft(tablet, draft('d1', 'Nguyễn Thị'));
    tablet.db.close();

    const reopened = tablet.restart();
    const drafts = await listDrafts(reopened.db, 'cb-01');
    expect(drafts.map((one) => [one.draftId, one.input.fullName])).toEqual([
      ['d1', 'Nguyễn Thị'],
      ['d2', 'Trần'],
    ]);
    expect(drafts[0]?.startedAt).toBe((drafts[0]?.updatedAt ?? 0) - 20);
    expect(await listDrafts(reopened.db, 'cb-02')).toEqual([]);
    await discardDraft(reopened, 'd1');
    expect(await readDraft(reopened.db, 'd1')).toBeNull();
  });

  it('[DRAFT-2] a draft that was kept is gone, and a late save does not bring it back', async () => {
    const tablet = createTestTablet(32);
    await settleIn(tablet);
    await saveDraft(tablet, draft('d1', 'Nguyễn'));
    await keepPerson(tablet, {}, 'd1');
    expect(await readDraft(tablet.db, 'd1')).toBeNull();
    const late = await saveDraft(tablet, draft('d1', 'Nguyễn T'));
    expect(late.ok).toBe(true);
    expect(await readDraft(tablet.db, 'd1')).toBeNull();
  });
});
