import { cleanLine } from '../declaration/clean-line.ts';

/** Letters that nobody sees: they turn the line round, or make two equal lines differ. */
const invisible = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;

/** A text of somebody else's as it may be shown: on one line, without invisible letters, cut at `limit`. */
export const shownText = (text: string, limit: number): string =>
  Array.from(cleanLine(text.slice(0, limit * 4).replace(invisible, '')))
    .slice(0, limit)
    .join('');
