import { enAnswers } from './en/answers.ts';
import { enFields } from './en/fields.ts';
import { enPads } from './en/pads.ts';
import { enProblems } from './en/problems.ts';
import { enScreens } from './en/screens.ts';
import type { Language } from './language.ts';
import { viAnswers } from './vi/answers.ts';
import { viFields } from './vi/fields.ts';
import { viPads } from './vi/pads.ts';
import { viProblems } from './vi/problems.ts';
import { viScreens } from './vi/screens.ts';

const vi = { ...viScreens, ...viFields, ...viAnswers, ...viPads, ...viProblems };
export type WordKey = keyof typeof vi;

const wordsByLanguage: Record<Language, Record<WordKey, string>> = {
  vi,
  en: { ...enScreens, ...enFields, ...enAnswers, ...enPads, ...enProblems },
};

export const isWordKey = (key: string | null): key is WordKey =>
  key !== null && Object.hasOwn(vi, key);

export type WordParams = Readonly<Record<string, string | number>>;

/** The words for a key, with `{name}` places filled. */
export const wordsFor = (language: Language, key: WordKey, params: WordParams = {}): string =>
  wordsByLanguage[language][key].replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : place,
  );
