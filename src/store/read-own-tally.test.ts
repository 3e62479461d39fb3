import { describe, expect, it } from 'vitest';
import { shiftAt } from '#domain/shift/shift.ts';
import {
  createTestTablet,
  keepPerson,
  morningMs,
  sampleDevice,
  settleIn,
} from '../../tests/support/tablet-fixture.ts';
import { settleDuplicate } from '../actions/settle-duplicate.ts';
import { voidRecord } from '../actions/void-record.ts';
import { readOwnTally } from './read-own-tally.ts';

const { shiftId } = shiftAt(sampleDevice.unitId, morningMs);

describe('what a tablet alone counts of a shift', () => {
  it('[PRINT-3] one crossing that was recorded twice counts once, and the report says how many were', async () => {
    const tablet = createTestTablet(44);
    await settleIn(tablet);
    const kept = [];
    for (let person = 0; person < 4; person += 1) kept.push((await keepPerson(tablet)).recordId);
    const [one = '', other = '', third = '', fourth = ''] = kept;
    expect(await readOwnTally(tablet.db, shiftId)).toMatchObject({ records: 4, again: 0 });
    await settleDuplicate(tablet, [one, other], 'same-crossing');
    await settleDuplicate(tablet, [one, third], 'different');
    await voidRecord(tablet, fourth, { reason: 'entered_twice' });
    const tally = await readOwnTally(tablet.db, shiftId);
    expect(tally).toMatchObject({ records: 2, again: 1, voided: 1 });
  });
});
