import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { boardResponseSchema } from '#protocol/board.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { reconcileResponseSchema } from '#protocol/reconcile.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sampleLog, shiftId, type PlacedEntry } from '../contract/sample-log.ts';
import { pushBody, temporaryDir } from '../contract/server-world.ts';
import { enrolAt, type EnrolledTablet } from '../support/enrol-at.ts';
import { signedHeaders } from '../support/test-signer.ts';
import { startServer } from '../support/server-process.ts';

const ask = async (
  url: string,
  { signer }: EnrolledTablet,
  body?: { type: string; content: string | Uint8Array<ArrayBuffer> },
): Promise<unknown> => {
  const method = body ? 'POST' : 'GET';
  const target = new URL(url).pathname;
  const answer = await fetch(url, {
    method,
    headers: {
      ...signedHeaders(signer, { method, target, body: body?.content ?? '' }),
      ...(body ? { 'content-type': body.type } : {}),
    },
    ...(body ? { body: body.content } : {}),
  });
  expect(answer.status).toBe(200);
  return answer.json();
};

const push = async (url: string, tablet: EnrolledTablet, entries: readonly PlacedEntry[]) => {
  const content = new Uint8Array(pushBody(tablet, entries));
  const answer = await ask(`${url}/api/v1/push`, tablet, { type: pushMediaType, content });
  return pushResponseSchema.parse(answer);
};

const reconcile = async (url: string, tablet: EnrolledTablet, count: number, digest: string) => {
  const head = { count, records: count / 2, digest };
  const { logId } = tablet;
  const message = { protocol: protocolVersion, nonce: 'nonce-1234', logId, head, probes: [] };
  const body = { type: 'application/json', content: JSON.stringify(message) };
  return reconcileResponseSchema.parse(await ask(`${url}/api/v1/reconcile`, tablet, body));
};

it('[EPOCH-4] after a backup was put back every log is taken again whole, each entry applied once', async () => {
  using dir = temporaryDir();
  const file = join(dir.path, 'chot.sqlite');
  const entries = sampleLog(20);
  let server = await startServer({ dataDir: dir.path });
  const tablets = [await enrolAt(server.url, 'hn-01'), await enrolAt(server.url, 'hn-01')];
  const [first, second] = tablets;
  if (!first || !second) throw new Error('Two tablets were enrolled.');
  // Entry ids are the unit's: the second tablet's log is another one, of its own.
  const own = new Map([
    [first, entries.slice(0, 10)],
    [second, entries.slice(10).map((entry, index) => ({ ...entry, position: index + 1 }))],
  ]);
  for (const [tablet, log] of own) await push(server.url, tablet, log.slice(0, 4));
  await server.stop();
  cpSync(file, join(dir.path, 'backup'));

  server = await startServer({ dataDir: dir.path });
  const answers = [];
  for (const [tablet, log] of own) answers.push(await push(server.url, tablet, log));
  await server.kill();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  cpSync(join(dir.path, 'backup'), file);

  server = await startServer({ dataDir: dir.path });
  for (const [tablet, log] of own) {
    const hello = await push(server.url, tablet, []);
    expect(hello.epoch).not.toBe(answers[0]?.epoch);
    expect(hello.ackedThrough).toBe(4);
    const again = await push(server.url, tablet, log);
    expect(again.ackedThrough).toBe(10);
    expect((await reconcile(server.url, tablet, 10, again.digest)).receipt).not.toBeNull();
  }
  const board = boardResponseSchema.parse(await ask(`${server.url}/api/v1/board`, first));
  const counts = board.units[0]?.tablets.map(({ recordsByShift }) => recordsByShift[shiftId]);
  expect(counts).toEqual([5, 5]);
  await server.stop();
});
