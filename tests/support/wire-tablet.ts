import { randomUUID } from 'node:crypto';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import type { Entry } from '#domain/log/entry.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { pushedAt, type PlacedEntry } from '../contract/sample-log.ts';
import { enrolAt } from './enrol-at.ts';
import { signedHeaders } from './test-signer.ts';

export type WireTablet = {
  readonly logId: string;
  /** Sends what comes next in its log; nothing: that it holds nothing more. */
  readonly push: (entries: readonly Entry[]) => Promise<void>;
  /** Compares the ledgers, as a tablet does when all is delivered. */
  readonly compare: () => Promise<void>;
};

/** A tablet that no browser plays: it speaks the wire, signs its requests and keeps a chain. */
export const openWireTablet = async (url: string, unitId: string): Promise<WireTablet> => {
  const { signer, logId } = await enrolAt(url, unitId);
  let head = { count: 0, records: 0, digest: genesisDigest(logId) };
  const send = async (target: string, type: string, body: Uint8Array | string) => {
    const answer = await fetch(`${url}${target}`, {
      method: 'POST',
      headers: { 'content-type': type, ...signedHeaders(signer, { method: 'POST', target, body }) },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    logId,
    push: async (entries) => {
      const placed = entries.map((entry, index): PlacedEntry =>
        pushedAt(head.count + index + 1, entry),
      );
      const wall = Date.now();
      const message = pushToBody({
        protocol: protocolVersion,
        nonce: randomUUID(),
        logId,
        epochSeen: null,
        from: head.count + 1,
        entries: placed,
        clock: { wall, mono: 42 },
        queue: { depth: placed.length, records: 0, oldestWallMs: placed.length > 0 ? wall : null },
        app: '0.1.0',
      });
      await send('/api/v1/push', pushMediaType, message);
      head = {
        count: head.count + placed.length,
        records: head.records + entries.filter(({ kind }) => kind === 'crossing.recorded').length,
        digest: placed.map(({ frame }) => hashOf(frame)).reduce(nextDigest, head.digest),
      };
    },
    compare: () =>
      send(
        '/api/v1/reconcile',
        'application/json',
        JSON.stringify({ protocol: protocolVersion, nonce: randomUUID(), logId, head, probes: [] }),
      ),
  };
};
