import { describe, expect, it } from 'vitest';
import { createTestTablet, settleIn } from '../../tests/support/tablet-fixture.ts';
import { readWhyVoid, whyVoidKey } from '../store/why-void.ts';
import { keepWhyVoid } from './keep-why-void.ts';

describe('why a record is to be void', () => {
  it('[DRAFT-8] is there after a restart, sealed, for its officer and its record, until it was said', async () => {
    const tablet = createTestTablet(33);
    await settleIn(tablet);
    const why = { reason: 'other', note: 'Bà Hoa khai hai lần' } as const;
    await keepWhyVoid(tablet, 'cb-01', 'r1', why);
    const row = await tablet.db.settings.get(whyVoidKey('cb-01', 'r1'));
    expect(row?.value).toEqual({ sealed: expect.any(Uint8Array) });
    expect(await readWhyVoid(tablet.db, 'cb-01', 'r1')).toEqual(why);
    expect(await readWhyVoid(tablet.db, 'cb-01', 'r2')).toBeNull();
    expect(await readWhyVoid(tablet.db, 'cb-02', 'r1')).toBeNull();
    await keepWhyVoid(tablet, 'cb-01', 'r1', null);
    expect(await readWhyVoid(tablet.db, 'cb-01', 'r1')).toBeNull();
  });
});
