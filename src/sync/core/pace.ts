import { pushLimitBytes } from '#protocol/push.ts';

/** Left of the limit for what stands around the entries. */
const roomBytes = 4 * 1024;
const fullBatchBytes = pushLimitBytes - roomBytes;
const stepBytes = 32 * 1024;
const smallestBatchBytes = 1024;

/** Bytes of entries the next push may carry. One entry always goes. */
export type Pace = { readonly batchBytes: number };

export const fullPace: Pace = { batchBytes: fullBatchBytes };

/** Additive increase, halving. */
export const faster = ({ batchBytes }: Pace): Pace => ({
  batchBytes: Math.min(fullBatchBytes, batchBytes + stepBytes),
});

export const slower = ({ batchBytes }: Pace): Pace => ({
  batchBytes: Math.max(smallestBatchBytes, Math.floor(batchBytes / 2)),
});
