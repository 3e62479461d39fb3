import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtCitizenId, readCitizenId } from './citizen-id.ts';
import { formatPartialDay, parsePartialDay } from './partial-day.ts';
import { compareNames, hasDiacritics } from './person-name.ts';
import { formatPhone, parsePhone } from './phone.ts';
import { compactPlate, formatPlate, isKnownPlate } from './plate.ts';

describe('citizen number', () => {
  it('[IDENT-1] says century, sex, year and province of registration', () => {
    expect(readCitizenId('036190012345')).toEqual({
      sex: 'F',
      birthYear: 1990,
      province: 'Nam Định',
      placeIsKnown: true,
    });
    expect(readCitizenId('001203012345')).toMatchObject({ sex: 'M', birthYear: 2003 });
    expect(readCitizenId('03619001234')).toBeNull();
  });

  it('[IDENT-2] what does not fit is doubted, one line each', () => {
    expect(doubtCitizenId('036190012345', { dob: '17/05/1990', sex: 'F' })).toEqual([]);
    expect(doubtCitizenId('003090000002', { dob: '1991', sex: 'F' })).toEqual([
      { code: 'citizen-id/place-unknown' },
      { code: 'citizen-id/year-differs', params: { year: 1990 } },
      { code: 'citizen-id/sex-differs' },
    ]);
  });
});

describe('days', () => {
  it('[IDENT-3] are read as people write them, as exact as they were written', () => {
    for (const text of ['17/05/1990', '17051990', '17-5-1990', '17.05.1990', '1990-05-17']) {
      expect(parsePartialDay(text), text).toBe('1990-05-17');
    }
    expect(parsePartialDay('5/1990')).toBe('1990-05');
    expect(parsePartialDay('1990')).toBe('1990');
  });

  it('[IDENT-3] that are not in the calendar are none', () => {
    for (const text of [
      '31/02/1990',
      '29/02/1900',
      '00/01/2000',
      '12/13/2000',
      '1/1/90',
      'x',
      '',
    ]) {
      expect(parsePartialDay(text), text).toBeNull();
    }
    expect(parsePartialDay('29/02/2000')).toBe('2000-02-29');
  });

  it('[IDENT-3] every day of the calendar comes back through its written form (seed 17)', () => {
    const days = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        return parsePartialDay(formatPartialDay(iso)) === iso;
      }),
      { seed: 17 },
    );
  });
});

describe('telephone', () => {
  it('[IDENT-4] is read with or without country code, dots and spaces', () => {
    for (const text of ['0912345678', '+84 912 345 678', '84912345678', '0912.345.678']) {
      expect(parsePhone(text), text).toBe('+84912345678');
    }
    expect(parsePhone('024 3825 3536')).toBe('+842438253536');
    expect(formatPhone('+84912345678')).toBe('0912 345 678');
  });

  it('[IDENT-4] impossible numbers are refused', () => {
    for (const text of ['091234567', '0112345678', '12', 'abc', '']) {
      expect(parsePhone(text), text).toBeNull();
    }
  });
});

describe('plate', () => {
  it('[IDENT-5] is kept compact and shown with separators', () => {
    expect(compactPlate('29x1 - 123.45')).toBe('29X112345');
    expect(formatPlate('29X112345')).toBe('29X1-123.45');
    expect(formatPlate('29A12345')).toBe('29A-123.45');
    expect(formatPlate('30H1234')).toBe('30H-1234');
  });

  it('[IDENT-5] one that is not known is still a plate', () => {
    expect(isKnownPlate('29MĐ112345')).toBe(true);
    expect(isKnownPlate('QQ999999')).toBe(false);
    expect(compactPlate(formatPlate('QQ999999'))).toBe('QQ999999');
  });
});

describe('name', () => {
  it('[IDENT-6] is compared in three steps', () => {
    expect(compareNames('NGUYỄN  THỊ HƯƠNG', 'Nguyễn Thị Hương')).toBe('exact');
    expect(compareNames('NGUYEN THI HUONG', 'Nguyễn Thị Hương')).toBe('without-diacritics');
    expect(compareNames('Nguyễn Thị Hường', 'Nguyễn Thị Hoa')).toBe('different');
    expect(hasDiacritics('NGUYEN VAN A')).toBe(false);
    expect(hasDiacritics('Đỗ A')).toBe(true);
  });
});
