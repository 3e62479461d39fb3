import { z } from 'zod';
import { tabletStateSchema } from '#domain/board/tablet-state.ts';
import { unitSchema } from '#domain/unit/unit.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const count = z.int().min(0);
/** Unix milliseconds by the server's clock. */
const instant = z.number();

/** Hours that a unit's line shows, the running one among them. */
export const hoursShown = 24;

/** One unit on the board of the city. Counts and times only, nothing about a person. */
export const boardRowSchema = z.object({
  unitId: z.string(),
  name: z.string(),
  kind: unitSchema.shape.kind,
  /** Of its tablets at work: when each spoke last, null: never; and the records each has not sent. */
  tablets: z.array(z.tuple([instant.nullable(), count])),
  delivered: count,
  unsent: count,
  /** When what waits longest on any of them was kept. */
  oldestUnsentAtMs: instant.nullable(),
  drafts: count,
  /** Declarations and crossings of which something is contested. */
  conflicts: count,
  quarantined: count,
  openReferrals: count,
  /** Waiting for an identity check. */
  waiting: count,
  /** Beginning of the last hour of `hours`. */
  hourMs: instant,
  /** Crossings of each hour, oldest first. */
  hours: z.array(count).max(hoursShown),
});
export type BoardRow = z.infer<typeof boardRowSchema>;

/**
 * `POST /api/v1/board/live`: server-sent events as long as the line holds, five minutes at most. First every
 * unit, in pieces, then those that changed; every few seconds at least an empty one.
 */
export const boardLiveRequestSchema = z.strictObject({ ...asked });
export const boardLiveEventSchema = z.object({
  serverTimeMs: instant,
  rows: z.array(boardRowSchema),
  /** More of the first telling is to come. */
  more: z.boolean(),
});
export type BoardLiveEvent = z.infer<typeof boardLiveEventSchema>;

/** `POST /api/v1/board/unit`: one unit, tablet by tablet and hour by hour. */
export const boardUnitRequestSchema = z.strictObject({
  ...asked,
  unitId: z.string().min(1).max(40),
});

const unitTabletSchema = z.object({
  deviceId: z.uuid(),
  name: z.string(),
  delivered: count,
  unsentRecords: count,
  unsentEntries: count,
  oldestUnsentAtMs: instant.nullable(),
  lastContactAtMs: instant.nullable(),
  /** Server clock minus its own, milliseconds. */
  clockOffsetMs: z.number().nullable(),
  app: z.string().nullable(),
  conflicts: count,
  quarantined: count,
  /** Positions of its logs that are lost. */
  skipped: count,
  ended: z.enum(['switched-off', 'retired']).nullable(),
  /** What it last told of itself; null: nothing yet. */
  told: tabletStateSchema.nullable(),
});
export type UnitTablet = z.infer<typeof unitTabletSchema>;

const unitHourSchema = z.object({
  hourMs: instant,
  /** Crossings by verdict; what is not there is none. */
  verdicts: z.record(z.string(), count),
  paper: count,
  /** By a code, or typed without a sheet of paper. */
  scan: count,
  waiting: count,
});
export type UnitHour = z.infer<typeof unitHourSchema>;

export const boardUnitResponseSchema = z.object({
  nonce: z.string(),
  serverTimeMs: instant,
  row: boardRowSchema,
  tablets: z.array(unitTabletSchema),
  /** Every hour shown, oldest first. */
  hours: z.array(unitHourSchema),
});
export type BoardUnitResponse = z.infer<typeof boardUnitResponseSchema>;
