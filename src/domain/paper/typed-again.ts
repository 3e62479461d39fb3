import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { uuidV8 } from '../core/uuid.ts';
import { declarationSchema, type Declaration } from '../declaration/declaration.ts';
import { sameValue } from '../merge/same-value.ts';

/** One sheet in so many is typed a second time, in thousandths; 0: none. */
export const doubleEntrySchema = z.strictObject({ perMille: z.int().min(0).max(1_000) });
export const usualPerMille = 50;

/** What a second officer read on a sheet that was typed before. The first record stays as it is. */
export const typedAgainSchema = z.strictObject({
  declaration: declarationSchema,
  /** Fields in which it differs from what was recorded; their names only are told to the unit. */
  differing: z.array(z.string().regex(/^[A-Za-z0-9.]{1,30}$/)).max(60),
});

/** What a unit's double entry is about: one subject a unit, the same on every tablet. */
export const unitToDoubleEntryId = (unitId: string): string =>
  uuidV8(sha256(utf8ToBytes(`chot double entry ${unitId}`)).subarray(0, 16));

/** Whether a sheet is to be typed twice: its serial alone decides, so that every tablet asks for the same ones. */
export const isTypedTwice = (serial: string, perMille: number): boolean => {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8ToBytes(`chot typed twice ${serial}`));
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) * 1_000 < perMille * 2 ** 32;
};

/** Derived or the same by nature: no officer reads them on the sheet. */
const notRead: ReadonlySet<string> = new Set([
  'schemaVersion',
  'channel',
  'paperSerial',
  'validUntil',
  'ack',
]);

export type ReadField = Exclude<
  keyof Declaration,
  'schemaVersion' | 'channel' | 'paperSerial' | 'validUntil' | 'ack'
>;

/** Fields that are compared, by the names of the dictionary. */
const readFields = Object.keys(declarationSchema.shape).filter(
  (key): key is ReadField => !notRead.has(key),
);

/** Where two readings of one sheet differ. */
export const differingFields = (first: Declaration, again: Declaration): ReadField[] =>
  readFields.filter((key) => !sameValue(first[key], again[key]));
