import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

describe('whose code it is', () => {
  it.each([
    ['Nguyễn Thị Thanh Hương', 'N. T. T. HƯƠNG'],
    ['  Đỗ  ánh ', 'Đ. ÁNH'],
    // Letters that are composed of several signs stay whole.
    ['Ử Văn Ất'.normalize('NFC'), 'Ử. V. ẤT'],
    ['Madonna', 'MADONNA'],
    ['', ''],
  ])(
    '[CITIZEN-16] "%s" is told as "%s": the given name, and no more of the others than a letter',
    (name, told) => {
      expect(initialsOf(name)).toBe(told);
    },
  );

  it('[CITIZEN-16] a mark stays with its letter, however the name was typed', () => {
    expect(initialsOf('Ử Văn Ất'.normalize('NFD')).normalize('NFC')).toBe('Ử. V. ẤT');
  });
});
