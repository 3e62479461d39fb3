import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { officerSchema, unlockSchema } from './officer.ts';

/** An officer has chosen another PIN on a tablet. */
export const pinChangeSchema = z.strictObject({
  officerId: officerSchema.shape.officerId,
  unlock: unlockSchema,
  /** Later than that of the PIN it replaces; of two that did not know of each other the later one stands. */
  pinSetAtMs: z.int().min(1),
  /** What proves the new PIN to the server (`sign-in-proof.ts`), sealed to it as a frame is; lower-case hex. */
  signIn: z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .max(400)
    .optional(),
});
export type PinChange = z.infer<typeof pinChangeSchema>;

/**
 * That the unit's key was open on the tablet where it was chosen: HMAC-SHA256 under HKDF-SHA256 of that key,
 * over what is changed, one a line; lower-case hex. None of the parts can hold a line break but the id, which
 * comes last.
 */
export const provePinChange = (
  unitKey: Uint8Array,
  unitId: string,
  { officerId, unlock, pinSetAtMs, signIn = '' }: PinChange,
): string => {
  const { algorithm, memoryKiB, iterations, parallelism, salt, wrappedKey } = unlock;
  const parts = [
    algorithm,
    memoryKiB,
    iterations,
    parallelism,
    salt,
    wrappedKey,
    pinSetAtMs,
    signIn,
  ];
  const key = hkdf(sha256, unitKey, undefined, utf8ToBytes('chot pin change 1'), 32);
  const text = ['chot-pin-change-1', ...parts, unitId, officerId].join('\n');
  return bytesToHex(hmac(sha256, key, utf8ToBytes(text)));
};
