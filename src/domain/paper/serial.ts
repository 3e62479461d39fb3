import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { checkCharacterOf } from './check-character.ts';

/** Crockford's Base32: no I, L, O and U, which hands and eyes take for others. */
const legible = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const blockLength = 3;
const numberLength = 4;
const longestPrefix = 8;
/** The last number of a block. */
export const lastNumber = 10 ** numberLength - 1;

/** One sheet of paper: `HN01-7KQ-0123X`. */
export type Serial = {
  readonly serial: string;
  readonly prefix: string;
  readonly block: string;
  readonly number: number;
};

/** How the serials of a unit begin: its id in capitals, or, of a long one, a short name made from it. */
export const unitToPrefix = (unitId: string): string => {
  const letters = unitId.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const isShort = letters.length > 0 && letters.length <= longestPrefix;
  return isShort ? letters : `X${legibleHash(unitId, longestPrefix - 1)}`;
};

/**
 * The block a log draws its serials from: two tablets that print offline do so from different ones, but for one
 * pair in 32,768, which is found when both are delivered.
 * @param attempt 0, or more when that many blocks of this log turned out to be another's or are used up
 */
export const logToBlock = (logId: string, attempt: number): string =>
  legibleHash(`chot serials ${logId} ${attempt}`, blockLength);

const legibleHash = (text: string, length: number): string =>
  [...sha256(utf8ToBytes(text)).subarray(0, length)]
    .map((byte) => legible.charAt(byte % legible.length))
    .join('');

/** The serial of a number; null: its check character would be one that is easily misread, so it does not exist. */
export const numberToSerial = (prefix: string, block: string, number: number): string | null => {
  const digits = String(number).padStart(numberLength, '0');
  const check = checkCharacterOf(`${prefix}${block}${digits}`);
  return legible.includes(check) ? `${prefix}-${block}-${digits}${check}` : null;
};

/** The numbers from one through another that have a serial, with it. */
export const serialsBetween = (
  prefix: string,
  { block, from, to }: { readonly block: string; readonly from: number; readonly to: number },
): Serial[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).flatMap((number) => {
    const serial = numberToSerial(prefix, block, number);
    return serial === null ? [] : [{ serial, prefix, block, number }];
  });

type ReadSerial =
  | ({ readonly kind: 'serial' } & Serial)
  /** Built like one that begins so, and not one: a wrong or a swapped character. */
  | { readonly kind: 'slip'; readonly prefix: string }
  | { readonly kind: 'other' };

const shape = /^([0-9A-Z]{1,8})([0-9A-Z]{3})([0-9A-Z]{4})([0-9A-Z])$/;

/** Reads a serial as it is typed or scanned: hyphens, spaces and small letters do not matter, O is 0, I and L are 1. */
export const readSerial = (typed: string): ReadSerial => {
  const [, prefix, block = '', digits = '', check = ''] =
    shape.exec(typed.toUpperCase().replace(/[\s-]/g, '')) ?? [];
  if (prefix === undefined) return { kind: 'other' };
  const [plainBlock, plainDigits, plainCheck] = [block, digits, check].map((part) =>
    part.replace(/O/g, '0').replace(/[IL]/g, '1'),
  );
  const number = Number(plainDigits);
  const isNumber = /^\d{4}$/.test(plainDigits ?? '') && number > 0;
  const serial = isNumber ? numberToSerial(prefix, plainBlock ?? '', number) : null;
  return serial !== null && serial.endsWith(plainCheck ?? '')
    ? { kind: 'serial', serial, prefix, block: plainBlock ?? '', number }
    : { kind: 'slip', prefix };
};
