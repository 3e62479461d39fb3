import { z } from 'zod';
import { tabletStateSchema } from '#domain/board/tablet-state.ts';
import { incidentSchema } from '#domain/log/incident.ts';
import { unitSchema } from '#domain/unit/unit.ts';

/** One tablet's log as the server knows it. Counts and times only, nothing about a person. */
const boardTabletSchema = z.object({
  deviceId: z.uuid(),
  deviceName: z.string(),
  logId: z.uuid().nullable(),
  ackedThrough: z.number().int().min(0),
  digest: z.string(),
  /** What the tablet said it still held when it last spoke. */
  unsentEntries: z.number().int().min(0),
  unsentRecords: z.number().int().min(0),
  oldestUnsentWallMs: z.number().int().nullable(),
  /** Unix milliseconds by the server's clock. */
  lastContactAtMs: z.number().int().nullable(),
  app: z.string().nullable(),
  /** Records delivered, by shift. */
  recordsByShift: z.record(z.string(), z.number().int().min(0)),
  quarantined: z.number().int().min(0),
  /** Positions of its logs that were declared lost. */
  skipped: z.number().int().min(0).default(0),
  /** Alerts that came ahead of their log and whose entries have not arrived yet. */
  alertsAhead: z.number().int().min(0).default(0),
  /** What the tablet reported that must never happen, newest first, at most 20. */
  incidents: z.array(incidentSchema).default([]),
  /** Since when the tablet works no more, by the server's clock; null: it does. */
  ended: z
    .object({ kind: z.enum(['switched-off', 'retired']), atMs: z.int() })
    .nullable()
    .default(null),
  /** The last comparison of the current log that came out equal. */
  certificate: z
    .object({ count: z.int().min(0), records: z.int().min(0), atMs: z.int() })
    .nullable()
    .default(null),
  /** Server clock minus its own, milliseconds, as last heard. */
  clockOffsetMs: z.number().nullable().default(null),
  /** What it last told of itself; null: nothing yet. */
  told: tabletStateSchema.nullable().default(null),
});
export type BoardTablet = z.infer<typeof boardTabletSchema>;

/** `GET /api/v1/board?unit=`: one unit; without it, all. */
export const boardQuerySchema = z.object({ unit: z.string().min(1).max(40).optional() });

/** `GET /api/v1/board`. */
export const boardResponseSchema = z.object({
  serverTime: z.number().int(),
  units: z.array(
    z.object({
      unit: unitSchema,
      tablets: z.array(boardTabletSchema),
      closedShifts: z.array(
        z.object({
          shiftId: z.string(),
          officer: z.string(),
          wallMs: z.number().int(),
          records: z.number().int(),
        }),
      ),
    }),
  ),
});
export type BoardResponse = z.infer<typeof boardResponseSchema>;
