import { describe, expect, it } from 'vitest';
import { shiftAt } from '#domain/shift/shift.ts';
import {
  createTestTablet,
  keepPerson,
  morningMs,
  sampleDevice,
  settleIn,
} from '../../tests/support/tablet-fixture.ts';
import { voidRecord } from '../actions/void-record.ts';
import { findFormerDeclaration, findKeptDocument, findKeptSerial } from './find-kept.ts';

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
  it('[FORM-9] a voided record is no earlier crossing; the sheet it was typed from has been seen', async () => {
    const tablet = createTestTablet(43);
    await settleIn(tablet);
    const { recordId } = await keepPerson(tablet, { paperSerial: 'CG-000002' });
    await voidRecord(tablet, recordId, { reason: 'wrong_person' });
    expect(await findKeptDocument(tablet.db, document, shiftId)).toBeNull();
    expect(await findKeptSerial(tablet.db, 'CG-000002')).toMatchObject({ recordId });
  });

  it('[DESK-1] is proposed as what the person declared, unless it was made void', async () => {
    const tablet = createTestTablet(44);
    await settleIn(tablet);
    const first = await keepPerson(tablet, { phone: '0911111111' });
    tablet.advance(1_000);
    const second = await keepPerson(tablet, { phone: '0922222222' });
    const find = () => findFormerDeclaration(tablet.db, document, 0);
    expect(await find()).toMatchObject({ phone: '0922222222' });
    await voidRecord(tablet, second.recordId, { reason: 'wrong_person' });
    expect(await find()).toMatchObject({ phone: '0911111111' });
    await voidRecord(tablet, first.recordId, { reason: 'wrong_person' });
    expect(await find()).toBeNull();
  });
});
