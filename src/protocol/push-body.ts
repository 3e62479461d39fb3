import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { decode, encode } from 'cborg';
import { z } from 'zod';
import { readPlainCbor } from '#domain/log/cbor-reader.ts';
import { pushRequestSchema, type PushRequest } from './push.ts';

/** The body of a push, ready to send. Throws on a request that is not one: a bug of the sender. */
export const pushToBody = (request: Omit<PushRequest, 'check'>): Uint8Array<ArrayBuffer> => {
  const check = new Uint8Array(transferCheck(framesOf(request).map((frame) => sha256(frame))));
  const body = z.encode(pushRequestSchema, { ...request, check });
  return new Uint8Array(encode(body, { ignoreUndefinedProperties: true }));
};

/** What a body says, not yet judged; undefined when it is not CBOR. Frames may be views of the body. */
export const decodePushBody = (body: Uint8Array): unknown => {
  const plain = readPlainCbor(body, true);
  if (plain !== null) return plain.value;
  try {
    return decode(body, { rejectDuplicateMapKeys: true });
  } catch {
    return undefined;
  }
};

/** The frames of a request in the order that `check` covers. */
export const framesOf = ({
  entries,
  alerts = [],
}: Pick<PushRequest, 'entries' | 'alerts'>): Uint8Array[] =>
  [...entries, ...alerts].map(({ frame }) => frame);

/** @param hashes SHA-256 of each frame, 32 bytes */
export const transferCheck = (hashes: readonly Uint8Array[]): Uint8Array =>
  sha256(concatBytes(...hashes));
