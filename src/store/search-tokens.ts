import { digitsOf, foldText } from '#domain/core/folded-text.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';

const compact = (text: string): string => foldText(text).replace(/[^a-z0-9]/g, '');

/** A name's word is indexed under its beginnings of so many letters. */
const shortestBeginning = 2;
const longestBeginning = 7;
/** A number is indexed whole and under so many of its last characters. */
const endLengths = [3, 4, 5, 6] as const;
const longestEnd = 6;

const nameMark = 'n ';
const numberMark = 'd ';

/** Telephone digits as they are dialled at home: +84 912 … is 0912 … */
const localPhone = (digits: string): string =>
  digits.startsWith('84') && digits.length >= 10 ? `0${digits.slice(2)}` : digits;

/** Beginnings that a word is found by: a word of one letter, such as Ý, only whole. */
const beginningsOf = (word: string): string[] => {
  const lengths = Math.max(1, Math.min(word.length, longestBeginning) - shortestBeginning + 1);
  return Array.from({ length: lengths }, (_, more) => word.slice(0, shortestBeginning + more));
};

const endsOf = (number: string): string[] => [
  number,
  ...endLengths.filter((length) => length < number.length).map((length) => number.slice(-length)),
];

const wordsOf = ({ fullName }: Declaration): string[] =>
  foldText(fullName)
    .split(' ')
    .filter((word) => word !== '');

const numbersOf = (declaration: Declaration): string[] =>
  [
    compact(declaration.paperSerial ?? ''),
    compact(declaration.docNumber ?? ''),
    compact(declaration.oldDocNumber ?? ''),
    localPhone(digitsOf(declaration.phone ?? '')),
    compact(declaration['move.plate'] ?? ''),
  ].filter((number) => number !== '');

/** The token under which a number is found whole; blind. @throws VaultLocked */
export const numberToken = (vault: Vault, number: string): string =>
  vault.blind(`${numberMark}${compact(number)}`);

/** What a record can be found by, blind: beginnings of name words, numbers whole and their ends. @throws VaultLocked */
export const searchTokens = (vault: Vault, declaration: Declaration): string[] => {
  const names = wordsOf(declaration).flatMap(beginningsOf);
  const numbers = numbersOf(declaration).flatMap(endsOf);
  const marked = [
    ...names.map((text) => `${nameMark}${text}`),
    ...numbers.map((text) => `${numberMark}${text}`),
  ];
  return [...new Set(marked)].map((text) => vault.blind(text));
};

/** One word of a search. */
export type Term = {
  /** The token of what is certain to match, blind. */
  readonly token: string;
  /** Whether a record that has the token bears the whole word; null: the token says so already. */
  readonly matches: ((declaration: Declaration) => boolean) | null;
};

/** What a search asks for; every term must match. @throws VaultLocked */
export const queryToTerms = (vault: Vault, query: string): Term[] =>
  queryToWords(query).map((word) => {
    if (!/\d/.test(word)) {
      const token = vault.blind(`${nameMark}${word.slice(0, longestBeginning)}`);
      const begins = (declaration: Declaration) =>
        wordsOf(declaration).some((one) => one.startsWith(word));
      return { token, matches: word.length > longestBeginning ? begins : null };
    }
    const number = localPhone(word);
    const token = vault.blind(`${numberMark}${number.slice(-longestEnd)}`);
    const ends = (declaration: Declaration) =>
      numbersOf(declaration).some((one) => one.endsWith(number) || one.endsWith(word));
    return { token, matches: word.length > longestEnd ? ends : null };
  });

/** A number is read out in groups ("29A 123.45", "0912 345 678") but is one word. */
const queryToWords = (query: string): string[] => {
  const parts = foldText(query)
    .split(' ')
    .map(compact)
    .filter((part) => part !== '');
  const isOneNumber = parts.length > 0 && parts.every((part) => /\d/.test(part));
  return isOneNumber ? [parts.join('')] : parts;
};
