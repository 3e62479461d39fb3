import { foldText } from '../core/folded-text.ts';

/** NFC with single spaces; capitals are a matter of the screen. */
export const normaliseName = (text: string): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Typed in small letters only, each word begins with a capital; what has capitals is left as it was typed. */
export const capitaliseName = (name: string): string =>
  name === name.toLowerCase()
    ? name.replace(/(?<=^| )\p{L}/gu, (letter) => letter.toUpperCase())
    : name;

const allowed = /^[\p{L}\p{M}'’.\- ]+$/u;

/** Letters, spaces, apostrophe, hyphen, dot; no digits, and at least one letter. */
export const isPersonName = (text: string): boolean => allowed.test(text) && /\p{L}/u.test(text);

export const hasDiacritics = (name: string): boolean =>
  foldText(name) !== normaliseName(name).toLowerCase();

/** How far two spellings of a name agree. */
export const compareNames = (
  left: string,
  right: string,
): 'exact' | 'without-diacritics' | 'different' => {
  const exact = (name: string) => normaliseName(name).toLowerCase();
  if (exact(left) === exact(right)) return 'exact';
  return foldText(left) === foldText(right) ? 'without-diacritics' : 'different';
};
