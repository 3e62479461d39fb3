import { z } from 'zod';

/** A place in a log of the own unit, as an `entry.merged` line of its feed names it. */
const placeSchema = z.strictObject({ logId: z.uuid(), position: z.int().min(1) });

/**
 * `POST /api/v1/merged`: what was said of records. Nobody learns of a person by it who does not hold
 * that record already: each ask names an entry that recorded it, with the hash of its frame.
 */
export const mergedRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  asks: z
    .array(
      placeSchema.extend({
        held: z.strictObject({ entryId: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      }),
    )
    .min(1)
    .max(20),
});
export type MergedRequest = z.infer<typeof mergedRequestSchema>;
export type MergedAsk = MergedRequest['asks'][number];

export const mergedResponseSchema = z.object({
  nonce: z.string(),
  /** Those that may be told; frames in base64. */
  entries: z.array(placeSchema.extend({ frame: z.base64() })),
});
export type MergedResponse = z.infer<typeof mergedResponseSchema>;
