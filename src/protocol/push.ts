import { z } from 'zod';

/** A request body is at most this long; the server answers a longer one with `request/too-large`. */
export const pushLimitBytes = 256 * 1024;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One frozen entry at its place in the log. `hash` is SHA-256 of the bytes that `frame` encodes in base64. */
const pushedEntrySchema = z.strictObject({
  position: z.number().int().min(1),
  entryId: z.uuid(),
  hash,
  frame: z.base64(),
});
export type PushedEntry = z.infer<typeof pushedEntrySchema>;

/** `POST /api/v1/push`. Without entries it only reports the queue: a heartbeat. */
export const pushRequestSchema = z.strictObject({
  protocol: z.number().int(),
  nonce: z.string().min(8).max(64),
  logId: z.uuid(),
  /** The epoch of the last answer, or null before the first. */
  epochSeen: z.string().max(64).nullable(),
  /** Position of the first entry; entries follow without gaps. */
  from: z.number().int().min(1),
  entries: z.array(pushedEntrySchema).max(500),
  clock: z.strictObject({ wall: z.number().int(), mono: z.number() }),
  /** What this log still holds beyond the last acknowledged position, before this request. */
  queue: z.strictObject({
    depth: z.number().int().min(0),
    records: z.number().int().min(0),
    /** Wall time of the oldest unacknowledged entry, Unix milliseconds by the tablet's clock. */
    oldestWallMs: z.number().int().nullable(),
  }),
  app: z.string().max(40),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

const pushResultSchema = z.object({
  position: z.number().int().min(1),
  /** All three are custody: the entry is stored durably and need not be sent again. */
  status: z.enum(['applied', 'duplicate', 'quarantined']),
  /** Why a quarantined entry could not be folded; an `EntryFault` code or `entry/id-reused`. */
  reason: z.string().optional(),
});
export type PushResult = z.infer<typeof pushResultSchema>;

export const pushResponseSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  /** Everything up to here is durable. The only resume point, even when it goes backwards. */
  ackedThrough: z.number().int().min(0),
  /** Chain digest of the log at `ackedThrough`. */
  digest: hash,
  results: z.array(pushResultSchema),
  /** Head of each feed that this push added to, by scope. */
  feedHeads: z.record(z.string(), z.number().int()),
  serverTime: z.number().int(),
  pace: z.object({
    /** Wait at least this long before the next push, milliseconds. */
    minIntervalMs: z.number().int().min(0),
  }),
  /** `fork`: another entry is already at a position that was sent; go on under a new log id. */
  command: z.enum(['fork']).optional(),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;
