import { describe, expect, it } from 'vitest';
import { shiftAt } from '#domain/shift/shift.ts';
import {
  createTestTablet,
  keepPerson,
  morningMs,
  sampleDevice,
  settleIn,
} from '../../tests/support/tablet-fixture.ts';
import { findKeptDocument, findKeptSerial } from './find-kept.ts';

const shiftId = shiftAt(sampleDevice.unitId, morningMs).shiftId;
const document = { docType: 'CCCD', docNumber: '001190012345' } as const;

describe('what was kept before', () => {
  it('[FORM-9] is found by the serial of its sheet, whole and nothing else', async () => {
    const tablet = createTestTablet(41);
    await settleIn(tablet);
    const { recordId } = await keepPerson(tablet, { paperSerial: 'CG-000001' });
    expect(await findKeptSerial(tablet.db, 'CG-000001')).toMatchObject({ recordId });
    expect(await findKeptSerial(tablet.db, 'CG-00000')).toBeNull();
    expect(await findKeptSerial(tablet.db, '001190012345')).toBeNull();
  });

  it('[FORM-9] is found by the same document, the newest of the same shift only', async () => {
    const tablet = createTestTablet(42);
    await settleIn(tablet);
    await keepPerson(tablet);
    tablet.advance(1_000);
    const { recordId } = await keepPerson(tablet);
    expect(await findKeptDocument(tablet.db, document, shiftId)).toMatchObject({ recordId });
    const otherKind = { ...document, docType: 'PASSPORT' } as const;
    expect(await findKeptDocument(tablet.db, otherKind, shiftId)).toBeNull();
    const nextShift = shiftAt(sampleDevice.unitId, morningMs + 6 * 3_600_000).shiftId;
    expect(await findKeptDocument(tablet.db, document, nextShift)).toBeNull();
  });
});
