import { z } from 'zod';

export const roleSchema = z.enum([
  'scanning-officer',
  'paper-officer',
  'supervisor',
  'health-desk',
  'tracer',
  'report-desk',
  'administrator',
]);
export type Role = z.infer<typeof roleSchema>;

/** How a PIN is checked with no network. PBKDF2-HMAC-SHA-256; salt and hash are lower-case hex. */
const pinVerifierSchema = z.object({
  algorithm: z.literal('PBKDF2-SHA-256'),
  iterations: z.number().int().min(100_000),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PinVerifier = z.infer<typeof pinVerifierSchema>;

export const officerSchema = z.object({
  officerId: z.string().min(1).max(40),
  name: z.string().min(1).max(80),
  role: roleSchema,
  /** The unit the officer serves on; null serves the whole city. */
  unitId: z.string().nullable(),
  pin: pinVerifierSchema,
});
export type Officer = z.infer<typeof officerSchema>;
