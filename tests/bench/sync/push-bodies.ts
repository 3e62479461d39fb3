import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType, type PushedEntry } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { signedHeaders } from '../../support/test-signer.ts';
import type { LoadClient } from './load-jobs.ts';
import { freeze, sampleEntries } from './sample-entries.ts';

export type Outgoing = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export const pushOf = (
  { logId, signer }: LoadClient,
  from: number,
  entries: readonly PushedEntry[],
): Outgoing => {
  const path = '/api/v1/push';
  const body = pushToBody({
    protocol: protocolVersion,
    nonce: 'nonce-of-the-bench',
    logId,
    epochSeen: null,
    from,
    entries: [...entries],
    clock: { wall: 1_795_309_200_000, mono: 1234.5 },
    queue: { depth: entries.length, records: entries.length >> 1, oldestWallMs: 1_795_309_200_000 },
    app: '0.1.0',
  });
  const signed = signedHeaders(signer, { method: 'POST', target: path, body });
  return { path, headers: { ...signed, 'content-type': pushMediaType }, body };
};

/** Batches of a log, from the entry after `sent` on. */
export const chotBatches = (
  client: LoadClient,
  { sent, batches, batchEntries }: { sent: number; batches: number; batchEntries: number },
): Outgoing[] => {
  const { unitId, logId } = client;
  return Array.from({ length: batches }, (_, batch) => {
    const from = sent + batch * batchEntries;
    const entries = sampleEntries({ unitId, tablet: logId }, from / 2, batchEntries / 2);
    return pushOf(client, from + 1, entries.map(freeze));
  });
};

/** The same records for the bare server. */
export const bareBatches = (
  { unitId, logId }: LoadClient,
  { sent, batches, batchEntries }: { sent: number; batches: number; batchEntries: number },
): Outgoing[] =>
  Array.from({ length: batches }, (_, batch) => {
    const from = sent + batch * batchEntries;
    const entries = sampleEntries({ unitId, tablet: logId }, from / 2, batchEntries / 2);
    return {
      path: '/',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(entries)),
    };
  });
