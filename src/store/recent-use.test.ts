import { expect, it } from 'vitest';
import { createTestTablet, keepPerson, settleIn } from '../../tests/support/tablet-fixture.ts';
import { voidRecord } from '../actions/void-record.ts';
import { readRecentUse } from './recent-use.ts';

it('[DESK-1] the former sheet and what is frequent are of records that are not void', async () => {
  const tablet = createTestTablet(45);
  await settleIn(tablet);
  await keepPerson(tablet, { channel: 'paper', paperSerial: 'CG-000001' });
  const before = await readRecentUse(tablet.db, 0);
  tablet.advance(1_000);
  const practice = await keepPerson(tablet, { channel: 'paper', paperSerial: 'CG-000002' });
  expect((await readRecentUse(tablet.db, 0)).formerSheet?.paperSerial).toBe('CG-000002');
  await voidRecord(tablet, practice.recordId, { reason: 'practice' });
  expect(await readRecentUse(tablet.db, 0)).toEqual(before);
});
