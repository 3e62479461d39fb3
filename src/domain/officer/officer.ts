import { z } from 'zod';

export const roleSchema = z.enum([
  'scanning-officer',
  'paper-officer',
  'supervisor',
  'health-desk',
  'tracer',
  'report-desk',
  'command-post',
  'administrator',
]);
export type Role = z.infer<typeof roleSchema>;

/**
 * How a PIN opens the unit's key with no network: the key, wrapped by AES-256-GCM under
 * Argon2id(PIN, salt). A right PIN is one that unwraps. Lower-case hex; `wrappedKey` is nonce (12 bytes),
 * key (32) and tag (16).
 */
export const unlockSchema = z.object({
  algorithm: z.literal('Argon2id'),
  memoryKiB: z.int().min(19_456).max(262_144),
  iterations: z.int().min(1).max(16),
  parallelism: z.int().min(1).max(4),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  wrappedKey: z.string().regex(/^[0-9a-f]{120}$/),
});
export type Unlock = z.infer<typeof unlockSchema>;

export const officerSchema = z.object({
  officerId: z.string().min(1).max(40),
  name: z.string().min(1).max(80),
  role: roleSchema,
  /** The unit the officer serves on; null serves the whole city. */
  unitId: z.string().nullable(),
  /** Absent from records of servers before there were keys: such an officer signs in once a new one has come. */
  unlock: unlockSchema.optional(),
  /** When the PIN was chosen or given, Unix milliseconds, always later than the one before; absent: at first. */
  pinSetAtMs: z.int().min(0).optional(),
  /** The PIN was given by an administrator and opens until its officer has chosen another. */
  mustChangePin: z.literal(true).optional(),
});
export type Officer = z.infer<typeof officerSchema>;
