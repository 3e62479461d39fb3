import { utf8ToBytes } from '@noble/hashes/utils.js';
import { hashOf } from '../log/chain.ts';

/**
 * Tells two readings of one code from two codes, without keeping what the code says.
 * SHA-256 of its text, composed and trimmed, lower-case hex.
 */
export const codeToHash = (text: string): string =>
  hashOf(utf8ToBytes(text.trim().normalize('NFC')));
