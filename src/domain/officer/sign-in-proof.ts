import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * What proves an officer's PIN to the server, 32 bytes: HKDF-SHA256 (RFC 5869) of what Argon2id made of
 * the PIN, apart from the key that unwraps the unit's. The server keeps it from the day the PIN was set.
 */
export const signInKeyOf = (pinDerived: Uint8Array): Uint8Array =>
  hkdf(sha256, pinDerived, undefined, utf8ToBytes('chot sign-in 1'), 32);

/** Who signs in on which tablet, to which question of the server's. */
export type SignInFacts = {
  readonly deviceId: string;
  readonly officerId: string;
  /** Asked once, answered once. */
  readonly challenge: string;
};

/** HMAC-SHA256 over the facts, one a line, lower-case hex; none of them can hold a line break. */
export const proveSignIn = (
  signInKey: Uint8Array,
  { deviceId, officerId, challenge }: SignInFacts,
): string => {
  const text = ['chot-sign-in-1', deviceId, officerId, challenge].join('\n');
  return bytesToHex(hmac(sha256, signInKey, utf8ToBytes(text)));
};
