import { describe, expect, it } from 'vitest';
import { createTestTablet, keepPerson, settleIn } from '../../tests/support/tablet-fixture.ts';
import { isReadable, leaveSealed } from './sealed-tables.ts';

describe('a transaction that leaves rows sealed', () => {
  it('[RETAIN-4] opens no person to see how old a record is, and ends with the transaction', async () => {
    const { db, ...tablet } = createTestTablet(81);
    await settleIn({ db, ...tablet });
    const { recordId } = await keepPerson({ db, ...tablet });
    const found = await db.transaction('r', db.records, async () => {
      leaveSealed();
      const [row] = await db.records.toArray();
      return [row, await db.records.get(recordId)];
    });
    expect(found.map((row) => row && isReadable(row))).toEqual([false, false]);
    expect(found[0]).toMatchObject({ recordId });
    expect(isReadable((await db.records.get(recordId)) ?? {})).toBe(true);
  });
});
