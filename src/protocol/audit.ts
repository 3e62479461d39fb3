import { z } from 'zod';

export const auditRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  /** The last line that is known already; 0 for none. */
  after: z.int().min(0),
});

const auditLineSchema = z.object({
  seq: z.int(),
  atMs: z.int(),
  officerId: z.string(),
  role: z.string(),
  unitId: z.string().nullable(),
  deviceId: z.string().nullable(),
  deed: z.string(),
  subjects: z.array(z.string()).readonly(),
  hash: z.string(),
});

export const auditResponseSchema = z.object({
  nonce: z.string(),
  lines: z.array(auditLineSchema),
  /** The end of the chain: note it down elsewhere, and nobody can cut the chain behind it. */
  head: z.object({ seq: z.int(), hash: z.string() }),
  /** The first line told here that does not fit the one before; null: all do. */
  brokenAt: z.int().nullable(),
});
export type AuditResponse = z.infer<typeof auditResponseSchema>;
