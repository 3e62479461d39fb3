import { encode, rfc8949EncodeOptions } from 'cborg';
import { z } from 'zod';
import { parcelLimitBytes } from './parcel.ts';

/** A request body is at most this long. */
export const carryLimitBytes = parcelLimitBytes + 1024;

/** `POST /api/v1/carried`: one tablet brings what another one made. The body is CBOR, as that of a push. */
export const carryRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  /** As it was received: `parcel.ts`. */
  parcel: z.instanceof(Uint8Array).refine(({ length }) => length <= parcelLimitBytes),
});
export type CarryRequest = z.infer<typeof carryRequestSchema>;

export const carryToBody = (request: CarryRequest): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encode(request, rfc8949EncodeOptions));

export const carryResponseSchema = z.object({
  nonce: z.string(),
  epoch: z.string(),
  serverTime: z.int(),
  /**
   * `held`: the server has all of it. `waits`: something before it has not come, and nothing of it was kept.
   * `kept-apart`: the log goes another way at the server; the entries are kept under a log of their own, and only
   * the tablet itself can settle how it goes on.
   */
  outcome: z.enum(['held', 'waits', 'kept-apart']),
  /** Everything of the log up to here is durable. */
  ackedThrough: z.int().min(0),
  /** What the server states of the whole log, signed: a JWS as `reconcile` gives it. Null unless it is held. */
  receipt: z.string().max(4096).nullable(),
});
export type CarryResponse = z.infer<typeof carryResponseSchema>;
