import { describe, expect, it } from 'vitest';
import { prefill } from './prefill.ts';
import { recognise } from './recognise.ts';

describe('damaged codes', () => {
  it('[QR-3] every unsigned code keeps a birth date that does not exist as it says it', () => {
    const app = recognise('001087012345|NGUYEN VAN A|1987-02-31|0|162979388586171100|<1<00<');
    expect(app).toMatchObject({ dob: null, dobText: '1987-02-31' });
    expect(prefill(app).dob).toBe('1987-02-31');
    const card = recognise('0120878811|4c65|31/02/1950|2|48|01|$');
    expect(card).toMatchObject({ kind: 'insurance-card', dob: null });
    expect(prefill(card).dob).toBe('31/02/1950');
  });

  it('[QR-6] letters that the scanner could not read are not guessed', () => {
    const garbled = '036190012345||Lê Văn|17051990|Nữ|H\uFFFD Nội|10082021';
    expect(recognise(garbled)).toEqual({ kind: 'unknown' });
  });

  it('[QR-6] 4,000 characters are read, one more is unknown', () => {
    const card = '036190012345||Lê Văn|17051990|Nữ|Hà Nội|'.padEnd(4_000, 'x');
    expect(recognise(card).kind).toBe('citizen-card');
    expect(recognise(`${card}x`)).toEqual({ kind: 'unknown' });
  });
});
