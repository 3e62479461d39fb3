import { z } from 'zod';
import { shiftClosingSchema } from '#domain/shift/shift-closing.ts';
import { shiftStatementSchema } from '#domain/shift/shift-statement.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const shiftId = z.string().min(1).max(80);

/** `POST /api/v1/shift/statement`: what the server holds of one shift of the officer's unit. */
export const statementRequestSchema = z.strictObject({ ...asked, shiftId });
export type StatementRequest = z.infer<typeof statementRequestSchema>;

export const statementResponseSchema = z.object({
  nonce: z.string(),
  statement: shiftStatementSchema,
});
export type StatementResponse = z.infer<typeof statementResponseSchema>;

/**
 * `POST /api/v1/shift/countersign`: the officer has proven a second factor; the server compares every log with its
 * ledger and signs that it holds what is about to be closed.
 */
export const countersignRequestSchema = z.strictObject({
  ...asked,
  shiftId,
  /** `closingDigest` of what will be signed. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  logs: shiftClosingSchema.shape.logs,
});
export type CountersignRequest = z.infer<typeof countersignRequestSchema>;

export const countersignResponseSchema = z.object({
  nonce: z.string(),
  /** A compact JWS (RFC 7515), ES256, with the key of receipts. */
  countersignature: z.string().max(2048),
});
export type CountersignResponse = z.infer<typeof countersignResponseSchema>;

/** What a countersignature states. */
export const countersignedSchema = z.object({
  closing: z.object({
    shiftId,
    digest: z.string(),
    officerId: z.string(),
    deviceId: z.uuid(),
    /** How many factors the officer had proven to the server. */
    factors: z.int(),
    epoch: z.string(),
    issuedAtMs: z.int(),
  }),
});
export type Countersigned = z.infer<typeof countersignedSchema>;
