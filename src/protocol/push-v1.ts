import { hexToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { transferCheck } from './push-body.ts';
import { pushRequestSchema, type PushRequest, type PushResponse } from './push.ts';

const { nonce, logId, epochSeen, from, clock, queue, app } = pushRequestSchema.shape;

/** Version 1 of `POST /api/v1/push`: JSON, each entry with its position, its hash and its frame in base64. */
export const pushRequestV1Schema = z
  .strictObject({
    protocol: z.literal(1),
    nonce,
    logId,
    epochSeen,
    from,
    entries: z
      .array(
        z.strictObject({
          position: z.int().min(1),
          entryId: z.uuid(),
          hash: z.string().regex(/^[0-9a-f]{64}$/),
          frame: z.base64(),
        }),
      )
      .max(500),
    clock,
    queue,
    app,
  })
  .refine(({ from: first, entries }) =>
    entries.every(({ position }, index) => position === first + index),
  );
export type PushRequestV1 = z.infer<typeof pushRequestV1Schema>;

/** What was sent in version 1, as it would be sent today. */
export const pushFromV1 = (
  { entries, ...message }: PushRequestV1,
  base64ToBytes: (text: string) => Uint8Array<ArrayBuffer>,
): PushRequest => ({
  ...message,
  entries: entries.map(({ entryId, frame }) => ({ entryId, frame: base64ToBytes(frame) })),
  check: new Uint8Array(transferCheck(entries.map(({ hash }) => hexToBytes(hash)))),
});

type ResultV1 = Pick<PushResponse['results'][number], 'status' | 'reason'> & { position: number };
export type PushResponseV1 = Omit<PushResponse, 'results'> & { results: ResultV1[] };

/** Version 1 said what became of each entry by itself. */
export const responseToV1 = ({ results, ...answer }: PushResponse): PushResponseV1 => ({
  ...answer,
  results: results.flatMap(({ from: first, through, ...result }) =>
    Array.from({ length: through - first + 1 }, (_, index) => ({
      position: first + index,
      ...result,
    })),
  ),
});
