import { randomUUID } from 'node:crypto';
import type { Entry } from '#domain/log/entry.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { pushedAt } from '../contract/sample-log.ts';
import { enrolAt } from './enrol-at.ts';
import { signedHeaders } from './test-signer.ts';

/** A tablet that no browser plays is enrolled to the unit and delivers these entries. */
export const deliverElsewhere = async (
  url: string,
  unitId: string,
  entries: readonly Entry[],
): Promise<void> => {
  const { signer, logId } = await enrolAt(url, unitId);
  const wall = Date.now();
  const body = pushToBody({
    protocol: protocolVersion,
    nonce: randomUUID(),
    logId,
    epochSeen: null,
    from: 1,
    entries: entries.map((entry, index) => pushedAt(index + 1, entry)),
    clock: { wall, mono: 42 },
    queue: { depth: entries.length, records: 1, oldestWallMs: wall },
    app: '0.1.0',
  });
  const target = '/api/v1/push';
  const answer = await fetch(`${url}${target}`, {
    method: 'POST',
    headers: {
      'content-type': pushMediaType,
      ...signedHeaders(signer, { method: 'POST', target, body }),
    },
    body: new Uint8Array(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
};
