import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canPrefill, prefill } from './prefill.ts';
import { recognise } from './recognise.ts';

const card =
  '036190012345|162345678|Nguyễn Thị Thanh Hương|17051990|Nữ|Nam Cường, Nam Trực, Nam Định|10082021';

describe('recognise', () => {
  it('[QR-2] a citizen card fills in what it says and ignores fields that later cards append', () => {
    const typed = {
      fullName: 'Nguyễn Thị Thanh Hương',
      docType: 'CCCD',
      docNumber: '036190012345',
      oldDocNumber: '162345678',
      dob: '17/05/1990',
      sex: 'F',
      nationality: 'VN',
      'addr.permanent': { detail: 'Nam Cường, Nam Trực, Nam Định' },
      'check.idMethod': 'cccd_qr',
    };
    expect(prefill(recognise(card))).toEqual(typed);
    expect(prefill(recognise(`${card}|a|b|c`))).toEqual(typed);
  });

  it('[QR-2] decomposed letters, a byte order mark and a line end do not matter', () => {
    expect(recognise(`\uFEFF${card.normalize('NFD')}\r\n`)).toEqual(recognise(card));
  });

  it('[QR-3] a birth date that does not exist is kept as printed, not repaired', () => {
    const code = recognise('001190000001||Thử Sai Ngày|31021990|Nữ|Hà Nội|01012022');
    expect(code).toMatchObject({ dob: null, dobText: '31021990' });
    expect(prefill(code).dob).toBe('31021990');
  });

  it('[QR-4] the insurance card speaks hexadecimal', () => {
    const code = recognise(
      'HS4010120878811|4e677579e1bb856e2056c4836e20416e|12/05/2003|1|486fc3a06e204b69e1babf6d2c2048c3a0204ee1bb9969|01 - 001|$',
    );
    expect(code).toMatchObject({ name: 'Nguyễn Văn An', address: 'Hoàn Kiếm, Hà Nội', sex: 'M' });
  });

  it('[QR-5] a web address and unknown text fill in nothing', () => {
    for (const text of ['https://suckhoe.dancuquocgia.gov.vn/qr/abcdef', 'xin chào', 'HC1:6BF']) {
      expect(canPrefill(recognise(text)), text).toBe(false);
    }
  });

  it('[QR-6] no text makes it throw (seed 2021)', () => {
    const pieces = fc.array(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('|', '<', card)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const code = recognise(parts.join('|'));
        return Object.keys(prefill(code)).length >= 0 && typeof code.kind === 'string';
      }),
      { seed: 2021, numRuns: 2_000 },
    );
  });

  it('[QR-6] a text longer than any code is unknown', () => {
    expect(recognise(`${card}|${'x'.repeat(5_000)}`)).toEqual({ kind: 'unknown' });
  });
});
