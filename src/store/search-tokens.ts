import { digitsOf, foldText } from '#domain/core/folded-text.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';

const reversed = (text: string): string => Array.from(text).toReversed().join('');
const compact = (text: string): string => foldText(text).replace(/[^a-z0-9]/g, '');

/** The token under which a number is found whole. */
export const numberToken = compact;

/** Marks a token written backwards, so that its beginning is the end of a number. */
const backwardMark = 'r';

/** Telephone digits as they are dialled at home: +84 912 … is 0912 … */
const localPhone = (digits: string): string =>
  digits.startsWith('84') && digits.length >= 10 ? `0${digits.slice(2)}` : digits;

const bothWays = (text: string): string[] =>
  text === '' ? [] : [text, `${backwardMark}${reversed(text)}`];

/** What a record can be found by: name words, and numbers from either end. */
export const searchTokens = (declaration: Declaration): string[] => {
  const tokens = [
    ...foldText(declaration.fullName).split(' '),
    ...bothWays(compact(declaration.paperSerial ?? '')),
    ...bothWays(compact(declaration.docNumber ?? '')),
    ...bothWays(compact(declaration.oldDocNumber ?? '')),
    ...bothWays(localPhone(digitsOf(declaration.phone ?? ''))),
    ...bothWays(compact(declaration['move.plate'] ?? '')),
  ];
  return [...new Set(tokens.filter((token) => token !== ''))];
};

/** What a search asks for: every term must match; a term matches a token that begins with any of its prefixes. */
export const queryToTerms = (query: string): string[][] =>
  words(query).map((word) => {
    if (!/\d/.test(word)) return [word];
    const prefixes = [word, `${backwardMark}${reversed(word)}`];
    return localPhone(word) === word ? prefixes : [...prefixes, localPhone(word)];
  });

/** A number is read out in groups ("29A 123.45", "0912 345 678") but is one word. */
const words = (query: string): string[] => {
  const parts = foldText(query)
    .split(' ')
    .map(compact)
    .filter((part) => part !== '');
  const isOneNumber = parts.length > 0 && parts.every((part) => /\d/.test(part));
  return isOneNumber ? [parts.join('')] : parts;
};
