import { randomUUID } from 'node:crypto';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { crossingEntry, declarationEntry, pushedAt } from '../contract/sample-log.ts';
import { enrolAt } from './enrol-at.ts';
import { signedHeaders } from './test-signer.ts';

/** Another unit's tablet lets somebody pass with a signed declaration, and delivers. */
export const useElsewhere = async (
  url: string,
  unitId: string,
  signedId: string,
): Promise<void> => {
  const { signer, logId } = await enrolAt(url, unitId);
  const wall = Date.now();
  const crossing = crossingEntry(2);
  if (crossing.kind !== 'crossing.recorded') throw new Error('no crossing');
  const told = { unitId, time: { ...crossing.time, wall } };
  const shown: Entry = {
    ...crossing,
    ...told,
    schema: currentSchemaOf('crossing.recorded'),
    data: { ...crossing.data, signedId },
  };
  const declared: Entry = { ...declarationEntry(1), ...told };
  const body = pushToBody({
    protocol: protocolVersion,
    nonce: randomUUID(),
    logId,
    epochSeen: null,
    from: 1,
    entries: [pushedAt(1, declared), pushedAt(2, shown)],
    clock: { wall, mono: 42 },
    queue: { depth: 2, records: 1, oldestWallMs: wall },
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
