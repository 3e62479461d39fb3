import { utf8ToBytes } from '@noble/hashes/utils.js';
import { hashOf } from './chain.ts';

/** What stands in the chain for an entry that is lost for ever, the same on both sides. */
export const lostHash = (logId: string, position: number): string =>
  hashOf(utf8ToBytes(`lost ${logId} ${position}`));
