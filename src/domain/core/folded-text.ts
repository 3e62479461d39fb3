const combiningMarks = /[\u0300-\u036f]/g;

/**
 * Text as search and comparison see it: no diacritics, đ as d, lower case, single spaces.
 * "Nguyễn  Thị ĐÀO" → "nguyen thi dao".
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(combiningMarks, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** Numbers and plates as they are compared: no marks, no spaces, no capitals. */
export const compactText = (text: string): string => foldText(text).replace(/[^a-z0-9]/g, '');

export const digitsOf = (text: string): string => text.replace(/\D/g, '');
