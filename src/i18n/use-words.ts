import { createContext, useCallback, useContext } from 'react';
import type { Language } from './language.ts';
import { wordsFor, type WordKey, type WordParams } from './words.ts';

export const LanguageContext = createContext<Language>('vi');

export type Say = (key: WordKey, params?: WordParams) => string;

/** The words of the screen, in the language that was chosen. */
export const useWords = (): Say => {
  const language = useContext(LanguageContext);
  return useCallback((key, params) => wordsFor(language, key, params), [language]);
};
