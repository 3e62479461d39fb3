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
  /** What was searched for, hashed with a key that only the server has. */
  term: z.string().nullable(),
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

/** `POST /api/v1/audit/newest`: a page to look through, newest first; absent filters do not matter. */
export const auditNewestRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  /** The oldest line that is known already; null for none. */
  before: z.int().min(1).nullable(),
  officerId: z.string().min(1).max(40).optional(),
  deed: z.string().min(1).max(40).optional(),
  /** A number, a phone, a plate or a name that somebody may have searched for. */
  searched: z.string().min(2).max(80).optional(),
});
export type AuditNewestRequest = z.infer<typeof auditNewestRequestSchema>;

export const auditNewestResponseSchema = z.object({
  nonce: z.string(),
  lines: z.array(auditLineSchema),
  more: z.boolean(),
});
export type AuditNewestResponse = z.infer<typeof auditNewestResponseSchema>;

/** `POST /api/v1/audit/verify`: the whole chain, from the first line to the head. */
export const auditVerifyRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
});

export const auditVerifyResponseSchema = z.object({
  nonce: z.string(),
  head: z.object({ seq: z.int(), hash: z.string() }),
  /** The first line that does not fit the one before; null: all do. */
  brokenAt: z.int().nullable(),
});
export type AuditVerifyResponse = z.infer<typeof auditVerifyResponseSchema>;
