import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** `POST /api/v1/reconcile`: compares one log, position by position, without sending it again. */
export const reconcileRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  logId: z.uuid(),
  /** What the tablet holds, or did before it deleted delivered bodies. */
  head: z.strictObject({ count: z.int().min(0), records: z.int().min(0), digest: hash }),
  /** Positions whose chain digests the tablet wants to compare; those beyond the server's are left out. */
  probes: z.array(z.int().min(0)).max(64),
});
export type ReconcileRequest = z.infer<typeof reconcileRequestSchema>;

export const reconcileResponseSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  serverTime: z.int(),
  ackedThrough: z.int().min(0),
  digest: hash,
  probes: z.array(z.object({ position: z.int().min(0), digest: hash })),
  /** The signed proof, only when count and digest are the tablet's. A JWS, compact (RFC 7515), ES256. */
  receipt: z.string().max(4096).nullable(),
});
export type ReconcileResponse = z.infer<typeof reconcileResponseSchema>;

/** What a receipt states: the server holds all of a log, this is how much, and what it took it for. */
export const receiptSchema = z.object({
  epoch: z.string(),
  deviceId: z.uuid(),
  unitId: z.string(),
  logId: z.uuid(),
  /** Entries 1 through `count` are held, and this is their chain digest. */
  count: z.int().min(0),
  digest: hash,
  /** Crossings among them. */
  records: z.int().min(0),
  quarantined: z.int().min(0),
  /** Positions that the tablet declared lost. */
  skipped: z.int().min(0),
  /** Unix milliseconds by the server's clock. */
  issuedAtMs: z.int(),
});
export type Receipt = z.infer<typeof receiptSchema>;
