import { isMarkedAsUntransferable } from 'node:worker_threads';
import type { CustodyRequest, PackedRequest } from './custody-request.ts';

/** Smaller than this it may be a corner of a buffer that others use as well. */
const leastOwn = 4096;

/** The buffers under these bytes, each once, as far as they can be given to another thread for good. */
export const ownBuffers = (pieces: readonly Uint8Array[]): ArrayBuffer[] => {
  const buffers = new Set<ArrayBuffer>();
  for (const { buffer } of pieces) {
    if (
      buffer instanceof ArrayBuffer &&
      buffer.byteLength >= leastOwn &&
      !isMarkedAsUntransferable(buffer)
    ) {
      buffers.add(buffer);
    }
  }
  return [...buffers];
};

/** What a request may take along when it is handed to another thread; it is then empty here. */
export const bytesToGive = (request: CustodyRequest | PackedRequest): ArrayBuffer[] =>
  ownBuffers(
    'packed' in request
      ? [request.packed]
      : [...request.entries, ...request.alerts].map(({ frame }) => frame),
  );
