import { wordsFor, type WordKey, type WordParams } from '../../i18n/words.ts';

/** It is printed in the language of those who read it, whatever the screen's. */
export const sayOnPaper = (key: WordKey, params?: WordParams): string =>
  wordsFor('vi', key, params);
