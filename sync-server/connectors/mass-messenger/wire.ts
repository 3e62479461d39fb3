import { z } from 'zod';

/** What the service takes at `POST <url>/batches`, once for each `idempotency-key`. */
export const batchSchema = z.object({
  title: z.string(),
  text: z.string(),
  recipients: z.array(z.string()).min(1).max(1000),
});

const count = z.int().min(0);

/** What it says of a batch it took, then and at `GET <url>/batches/<key>`. */
export const batchReportSchema = z.object({
  batch: z.string(),
  accepted: count,
  refused: count,
  delivered: count,
  failed: count,
});
export type BatchReport = z.infer<typeof batchReportSchema>;

/** What it says, with 404, of one that it never took. */
export const unknownBatchSchema = z.object({ problem: z.literal('batch/unknown') });
