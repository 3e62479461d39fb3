import { z } from 'zod';
import { bulletinSchema } from '#domain/bulletin/bulletin.ts';
import { bulletinStates, bulletinStepSchema } from '#domain/bulletin/bulletin-step.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const count = z.int().min(0);
const officerId = z.string().min(1).max(40);

/** Whom a published bulletin has reached, all units together. */
const totalsSchema = z.object({
  tablets: count,
  /** Tablets that have pulled it. */
  reached: count,
  officers: count,
  read: count,
  acknowledged: count,
});

/** `POST /api/v1/bulletins/desk`: what was written at the command post, the latest changed first, at most 60. */
export const bulletinDeskRequestSchema = z.strictObject(asked);
/** How far it has been sent to everybody on the list. */
const sendingSchema = z.object({
  state: z.enum(['running', 'stopped', 'done']),
  recipients: count,
  /** Taken by the service, or refused by it; delivered and not, as far as it has said. */
  accepted: count,
  refused: count,
  delivered: count,
  failed: count,
  /** Batches: all, those not sent yet, those it is asked about, those given up. */
  batches: count,
  waiting: count,
  unknown: count,
  dead: count,
});

const deskBulletinSchema = z.object({
  bulletinId: z.uuid(),
  state: z.enum(bulletinStates),
  version: z.int().min(1),
  bulletin: bulletinSchema,
  writers: z.array(officerId),
  publishedAtMs: z.int().nullable(),
  /** What was done with it and by whom, the oldest first. */
  lines: z.array(
    z.object({
      step: z.string().max(20),
      atMs: z.int(),
      officerId,
      reason: z.string().max(300).nullable(),
    }),
  ),
  /** Null: it was never published. */
  totals: totalsSchema.nullable(),
  /** Null: nobody has had it sent. */
  sending: sendingSchema.nullable(),
});
export type DeskBulletin = z.infer<typeof deskBulletinSchema>;
export const bulletinDeskResponseSchema = z.object({
  nonce: z.string(),
  serverTimeMs: z.int(),
  bulletins: z.array(deskBulletinSchema),
  /** Names of who wrote and published, by id. */
  names: z.record(z.string(), z.string()),
  /** How many messages can be sent to; null: there is no service to send them. */
  subscribers: count.nullable(),
});
export type BulletinDeskResponse = z.infer<typeof bulletinDeskResponseSchema>;

/** `POST /api/v1/bulletins/step`: does something with a bulletin; the same step again changes nothing. */
export const bulletinStepRequestSchema = z.strictObject({
  ...asked,
  /** Minted where it is begun. */
  bulletinId: z.uuid(),
  /** The version that was looked at; 0: it is begun. */
  seen: z.int().min(0),
  step: bulletinStepSchema,
});
export type BulletinStepRequest = z.infer<typeof bulletinStepRequestSchema>;
export const bulletinStepResponseSchema = z.object({
  nonce: z.string(),
  state: z.enum(bulletinStates),
  version: z.int().min(1),
});
export type BulletinStepResponse = z.infer<typeof bulletinStepResponseSchema>;

/** `POST /api/v1/bulletins/send`: has it sent to everybody on the list; said again, it is sent once. */
export const bulletinSendRequestSchema = z.strictObject({ ...asked, bulletinId: z.uuid() });
export const bulletinSendResponseSchema = z.object({ nonce: z.string(), recipients: count });
export type BulletinSendResponse = z.infer<typeof bulletinSendResponseSchema>;

/** `POST /api/v1/bulletins/reach`: whom one has reached, by unit, and who has not acknowledged it. */
export const bulletinReachRequestSchema = z.strictObject({ ...asked, bulletinId: z.uuid() });
export const bulletinReachResponseSchema = z.object({
  nonce: z.string(),
  units: z.array(totalsSchema.extend({ unitId: z.string().nullable() })),
  /** At most 500. */
  missing: z.array(
    z.object({
      officerId,
      name: z.string(),
      /** Null: serves the whole city. */
      unitId: z.string().nullable(),
      hasRead: z.boolean(),
    }),
  ),
});
export type BulletinReachResponse = z.infer<typeof bulletinReachResponseSchema>;

/**
 * `POST /api/v1/feed/live`: server-sent events with the place of the last bulletin, rules or officer removed in the feed
 * `reference`, whenever that changes and every so often. Whose cursor stands before it reads the feed now.
 */
export const feedLiveRequestSchema = z.strictObject(asked);
export const feedLiveEventSchema = z.object({ head: z.int().min(0) });
