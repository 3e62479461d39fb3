import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Officer } from './officer.ts';

/**
 * What an officer's passkey on a tablet is bound to, lower-case hex: it ends with the PIN, the role and the
 * unit it was added under. Null: an officer without a key has nothing that a passkey could open.
 */
export const passkeyBinding = ({ officerId, role, unitId, unlock }: Officer): string | null =>
  unlock === undefined
    ? null
    : bytesToHex(
        sha256(
          utf8ToBytes(['chot passkey 1', officerId, role, unitId, unlock.wrappedKey].join('\n')),
        ),
      );
