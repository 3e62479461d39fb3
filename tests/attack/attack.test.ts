import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '#protocol/problem.ts';
import { enrolAt } from '../support/enrol-at.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { makeTestSigner } from '../support/test-signer.ts';
import { attack, witnessEntries } from './attack.ts';
import { sign } from './mutate.ts';
import { send } from './send.ts';
import { namedRoutes, targetsOf } from './targets.ts';
import { faultOf } from './verdict.ts';

const adminToken = 'token-of-the-operator-who-is-attacked';
const mostMegabytes = 900;

/** Whoever asks may know these; `docs/PROTOCOL.md` says of every other one who must prove what. */
const open = [
  '/api/v1/about',
  '/api/v1/units',
  '/api/v1/bulletins/public',
  '/api/v1/declarations/challenge',
  '/api/v1/mailbox/challenge',
  '/api/v1/open',
];

describe('the attacker’s test', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chot-attack-'));
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startServer({ dataDir, env: { ADMIN_TOKEN: adminToken } });
  });

  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('[WALL-6] without a credential, or with a foreign one, every route that is not public refuses', async () => {
    const tablet = await enrolAt(server.url);
    const stranger = { ...makeTestSigner(), deviceId: tablet.signer.deviceId };
    const victimId = (await enrolAt(server.url)).signer.deviceId;
    const targets = targetsOf({ tablet, victimId, adminToken }).filter(({ path }) =>
      path.startsWith('/api/v1/'),
    );
    expect(targets.length).toBeGreaterThanOrEqual(namedRoutes().length);
    const served: string[] = [];
    for (const target of targets.filter(({ path }) => !open.includes(path))) {
      const credentials = {
        none: { signer: null, headers: {} },
        'a foreign key': { signer: stranger, headers: {} },
        'a wrong token': { signer: null, headers: { authorization: `Bearer ${'A'.repeat(43)}` } },
        'a token in the query': { signer: null, headers: {}, path: `${target.path}?token=x` },
      };
      for (const [what, change] of Object.entries(credentials)) {
        const shot = sign({ ...target, ...change }, what);
        const answer = await send(server.port, shot);
        const problem = problemSchema.safeParse(JSON.parse(answer.body)).data?.problem ?? 'served';
        const isRefused = /^(device|administrator|partner)\/unknown$|^session\/|^request\//.test(
          problem,
        );
        if (!isRefused) served.push(`${shot.method} ${shot.path} with ${what}: ${problem}`);
      }
    }
    expect(served).toEqual([]);
  });

  it('[WALL-7] hostile requests meet no fault, no word too many and no crash, and who is honest is served meanwhile', async () => {
    const report = await attack({ ...server, adminToken }, 3000, 7);
    expect(report.faults).toEqual([]);
    expect(report.witnessed).toBe(witnessEntries);
    expect(report.byStatus[200]).toBeGreaterThan(300);
    expect(report.byStatus[401]).toBeGreaterThan(100);
    expect(report.rssMostMb).toBeLessThan(mostMegabytes);
  });

  it.each([
    ['a stack', { status: 400, headers: {}, body: '{"problem":"x","at":"at f (/a/b.ts:1:2)"}' }],
    ['another shape', { status: 404, headers: {}, body: '{"error":"Not Found"}' }],
    ['no word', { status: 500, headers: {}, body: '' }],
    ['busy without a time', answerOf('server/busy', 503, {})],
    ['a failure', answerOf('server/failed', 500, {})],
    ['another status', answerOf('route/unknown', 400, {})],
  ])('[WALL-7] the judge of answers sees %s', (_what, answer) => {
    expect(faultOf(answer, 'GET')).not.toBeNull();
    expect(faultOf(answerOf('server/busy', 503, { 'retry-after': '3' }), 'GET')).toBeNull();
  });
});

function answerOf(problem: string, status: number, headers: Record<string, string>) {
  return { status, headers, body: JSON.stringify({ problem, retry: 'later', reference: 'AB-CD' }) };
}
