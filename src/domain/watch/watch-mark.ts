import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import type { Declaration } from '../declaration/declaration.ts';
import { compactText, digitsOf } from '../core/folded-text.ts';

/**
 * Bytes of a mark. 200,000 marks (100,000 people by number and telephone) in 2^56: of a thousand million
 * numbers looked up, fewer than one in a hundred such runs finds somebody who is not there (2.8e-12 each).
 */
export const markBytes = 7;

/** What somebody who is looked for is known by; at least one. */
export const watchedPersonSchema = z
  .strictObject({
    /** Of any document. */
    number: z.string().min(4).max(24).optional(),
    phone: z.string().min(8).max(20).optional(),
    plate: z.string().min(4).max(12).optional(),
  })
  .refine((person) => Object.values(person).some((value) => value !== undefined));
export type WatchedPerson = z.infer<typeof watchedPersonSchema>;

/** As it is dialled at home: +84 912 … is 0912 … */
const dialled = (phone: string): string => digitsOf(phone).replace(/^84(?=\d{8,})/, '0');

/** What a person is known by, in the one spelling that is hashed. */
export const personToTerms = ({ number, phone, plate }: WatchedPerson): string[] => [
  ...(number === undefined ? [] : [`number ${compactText(number)}`]),
  ...(phone === undefined ? [] : [`phone ${dialled(phone)}`]),
  ...(plate === undefined ? [] : [`plate ${compactText(plate)}`]),
];

/** Marks with a key: HMAC-SHA-256 of a term, its first bytes. Whoever has no key learns nothing from a mark. */
export const markerOf = (key: Uint8Array): ((term: string) => Uint8Array) => {
  const keyed = hmac.create(sha256, key);
  return (term) => keyed.clone().update(utf8ToBytes(term)).digest().subarray(0, markBytes);
};

/** What a declaration says that its person may be known by. */
export const declarationToWatched = (declaration: Declaration): WatchedPerson => {
  const { docNumber: number, phone, 'move.plate': plate } = declaration;
  return {
    ...(number !== undefined && { number }),
    ...(phone !== undefined && { phone }),
    ...(plate !== undefined && { plate }),
  };
};
