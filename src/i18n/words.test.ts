import { describe, expect, it } from 'vitest';
import { wordsFor } from './words.ts';

describe('words with a count', () => {
  it('[SCREEN-10] speak of one as one, in the language that tells them apart', () => {
    const sign = (language: 'vi' | 'en', count: number) =>
      wordsFor(language, 'closing.sign.exceptions', { count });
    expect(sign('en', 1)).toBe('Sign and close with 1 exception');
    expect(sign('en', 2)).toBe('Sign and close with 2 exceptions');
    expect(sign('vi', 1)).toBe('Ký đóng ca với 1 ngoại lệ');
  });
});
