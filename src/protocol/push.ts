import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { tabletStateSchema } from '#domain/board/tablet-state.ts';
import { hexToUuid, uuidToHex } from '#domain/core/uuid.ts';
import { incidentSchema } from '#domain/log/incident.ts';

/** A request body is at most this long; the server answers a longer one with `request/too-large`. */
export const pushLimitBytes = 256 * 1024;

/** The body is one CBOR map (RFC 8949), so that frozen bytes travel as they are. */
export const pushMediaType = 'application/cbor';

const bytes = z.instanceof(Uint8Array);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** On the wire 16 bytes, in the program the usual text. */
const idBytes = z.codec(
  bytes.refine(({ length }) => length === 16),
  z.uuid(),
  {
    decode: (id) => hexToUuid(bytesToHex(id)),
    encode: (id) => hexToBytes(uuidToHex(id)),
  },
);

/** One frozen entry: the id it was minted under and its frame. Its place follows from `from`. */
const pushedEntrySchema = z.codec(
  z.tuple([idBytes, bytes]),
  z.object({ entryId: z.uuid(), frame: bytes }),
  {
    decode: ([entryId, frame]) => ({ entryId, frame }),
    encode: ({ entryId, frame }): [string, Uint8Array<ArrayBuffer>] => [
      entryId,
      new Uint8Array(frame),
    ],
  },
);
export type PushedEntry = z.infer<typeof pushedEntrySchema>;

/**
 * An entry that stands further back in the queue and must be known now: a referral, a stop.
 * It is held apart until the log itself reaches it, and is then the same entry, once.
 */
const alertSchema = z.codec(
  z.tuple([z.int().min(1), idBytes, bytes]),
  z.object({ position: z.int().min(1), entryId: z.uuid(), frame: bytes }),
  {
    decode: ([position, entryId, frame]) => ({ position, entryId, frame }),
    encode: ({ position, entryId, frame }): [number, string, Uint8Array<ArrayBuffer>] => [
      position,
      entryId,
      new Uint8Array(frame),
    ],
  },
);
export type PushedAlert = z.infer<typeof alertSchema>;

/** `POST /api/v1/push`. Without entries it only reports the queue: a heartbeat. */
export const pushRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  logId: z.uuid(),
  /** The epoch of the last answer, or null before the first. */
  epochSeen: z.string().max(64).nullable(),
  /** Position of the first entry, or of the first one skipped; all follow without gaps. */
  from: z.int().min(1),
  /** So many entries from `from` on are lost on the tablet and can never be sent. */
  skip: z.strictObject({ count: z.int().min(1), reason: z.enum(['row-lost']) }).optional(),
  entries: z.array(pushedEntrySchema).max(500),
  alerts: z.array(alertSchema).max(20).optional(),
  incidents: z.array(incidentSchema).max(20).optional(),
  /** SHA-256 of the hashes of all frames, those of `entries` first: proves the transfer whole. */
  check: bytes,
  clock: z.strictObject({ wall: z.int(), mono: z.number() }),
  /** What this log still holds beyond the last acknowledged position, before this request. */
  queue: z.strictObject({
    depth: z.int().min(0),
    records: z.int().min(0),
    /** Wall time of the oldest unacknowledged entry, Unix milliseconds by the tablet's clock. */
    oldestWallMs: z.int().nullable(),
  }),
  app: z.string().max(40),
  /** What the tablet tells of itself, now and then. */
  tablet: tabletStateSchema.optional(),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

/** What became of the entries from one position through another. All three are custody. */
const pushResultSchema = z.object({
  from: z.int().min(1),
  through: z.int().min(1),
  status: z.enum(['applied', 'duplicate', 'quarantined']),
  /** Why quarantined entries could not be folded; an `EntryFault` code or `entry/id-reused`. */
  reason: z.string().optional(),
});

export const pushResponseSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  /** Everything up to here is durable. The only resume point, even when it goes backwards. */
  ackedThrough: z.int().min(0),
  /** Chain digest of the log at `ackedThrough`. */
  digest: hash,
  results: z.array(pushResultSchema),
  /** Head of each feed that this push added to, by scope. */
  feedHeads: z.record(z.string(), z.int()),
  serverTime: z.int(),
  pace: z.object({
    /** Wait at least this long before the next push, milliseconds. */
    minIntervalMs: z.int().min(0),
  }),
  /**
   * `fork`: another entry is already at a position that was sent; go on under a new log id. `erase`: this
   * tablet was switched off and all of this log is held; once that is so of every log, it erases itself.
   */
  command: z.enum(['fork', 'erase']).optional(),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;
