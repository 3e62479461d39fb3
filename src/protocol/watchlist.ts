import { z } from 'zod';
import { watchedPersonSchema } from '#domain/watch/watch-mark.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const base64 = z.string().max(300_000);

const watchStandingSchema = z.strictObject({
  epoch: z.string().max(64),
  seq: z.int().min(0),
  /** What was withdrawn up to here is forgotten, as the server said it then. */
  floor: z.int().min(0),
});
/** How far a list of who is looked for is held. */
export type WatchStanding = z.infer<typeof watchStandingSchema>;

/** `POST /api/v1/watchlist`: what changed since, a page at a time. */
export const watchlistRequestSchema = z.strictObject({
  ...asked,
  /** How far the list is held; null: not at all. */
  have: watchStandingSchema.nullable(),
});
export const watchlistResponseSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  /** Forget what is held and begin with this page. */
  reset: z.boolean(),
  /** The key of the marks, 32 bytes in base64. It is kept where a locked tablet cannot read it. */
  key: z.string().max(64),
  seq: z.int().min(0),
  floor: z.int().min(0),
  hasMore: z.boolean(),
  /** Marks of 7 bytes one after the other, in base64. */
  cases: base64,
  contacts: base64,
  withdrawn: base64,
});
export type WatchlistResponse = z.infer<typeof watchlistResponseSchema>;

/** `POST /api/v1/watchlist/change`. */
export const watchlistChangeSchema = z.strictObject({
  ...asked,
  /** Null: they are no longer looked for. */
  kind: z.enum(['case', 'contact']).nullable(),
  people: z.array(watchedPersonSchema).min(1).max(1000),
});
export const watchlistChangedSchema = z.object({
  nonce: z.string(),
  /** Marks that are in the list now. */
  count: z.int().min(0),
});
export type WatchlistChanged = z.infer<typeof watchlistChangedSchema>;

/** The feed's line: there is something to ask for. */
export const watchlistNoticeSchema = z.strictObject({ seq: z.int().min(0) });
