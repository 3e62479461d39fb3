import { enAnswers } from './en/answers.ts';
import { enCodes } from './en/codes.ts';
import { enDesks } from './en/desks.ts';
import { enFields } from './en/fields.ts';
import { enHealth } from './en/health.ts';
import { enIdentity } from './en/identity.ts';
import { enLane } from './en/lane.ts';
import { enPads } from './en/pads.ts';
import { enPaper } from './en/paper.ts';
import { enProblems } from './en/problems.ts';
import { enScreens } from './en/screens.ts';
import type { Language } from './language.ts';
import { viAnswers } from './vi/answers.ts';
import { viCodes } from './vi/codes.ts';
import { viDesks } from './vi/desks.ts';
import { viFields } from './vi/fields.ts';
import { viHealth } from './vi/health.ts';
import { viIdentity } from './vi/identity.ts';
import { viLane } from './vi/lane.ts';
import { viPads } from './vi/pads.ts';
import { viPaper } from './vi/paper.ts';
import { viProblems } from './vi/problems.ts';
import { viScreens } from './vi/screens.ts';

const vi = {
  ...viScreens,
  ...viDesks,
  ...viPaper,
  ...viLane,
  ...viIdentity,
  ...viHealth,
  ...viPads,
  ...viFields,
  ...viAnswers,
  ...viProblems,
  ...viCodes,
};
export type WordKey = keyof typeof vi;

const wordsByLanguage: Record<Language, Record<WordKey, string>> = {
  vi,
  en: {
    ...enScreens,
    ...enDesks,
    ...enPaper,
    ...enLane,
    ...enIdentity,
    ...enHealth,
    ...enPads,
    ...enFields,
    ...enAnswers,
    ...enProblems,
    ...enCodes,
  },
};

export const isWordKey = (key: string | null): key is WordKey =>
  key !== null && Object.hasOwn(vi, key);

export type WordParams = Readonly<Record<string, string | number>>;

/** The words for a key, with `{name}` places filled. */
export const wordsFor = (language: Language, key: WordKey, params: WordParams = {}): string =>
  wordsByLanguage[language][key].replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : place,
  );
