import { describe, expect, it } from 'vitest';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { wordsFor, type WordKey, type WordParams } from '../i18n/words.ts';
import { factWords } from './fact-words.ts';

describe('a kept value in words', () => {
  it('[SCREEN-10] the nationality is said in the language of the screen', () => {
    const field = paperForm
      .flatMap(({ fields }) => fields)
      .find(({ key }) => key === 'nationality');
    if (!field) throw new Error('the sheet asks the nationality');
    const wordsIn = (language: 'vi' | 'en') => {
      const say = (key: WordKey, params?: WordParams) => wordsFor(language, key, params);
      return factWords(say, language, null, field, { nationality: 'DE' });
    };
    expect([wordsIn('vi'), wordsIn('en')]).toEqual(['Đức', 'Germany']);
  });
});
