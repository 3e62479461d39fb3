import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { identityCheckedSchema } from '#domain/identity/registry-check.ts';
import { enrolResponseSchema } from '#protocol/enrol.ts';
import { pullResponseSchema } from '#protocol/pull.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { startSandbox } from '../../sync-server/connectors/population-registry/sandbox/sandbox.ts';
import { pushBody, temporaryDir } from '../contract/server-world.ts';
import { declaredPeople } from '../support/declared-people.ts';
import { idOf } from '../support/id-of.ts';
import { startServer } from '../support/server-process.ts';

const people = 120;
const dayOf = (ms: number): number => Math.floor(ms / 86_400_000);
const logId = idOf('log of the registry', 1);

const send = async (url: string, headers: Record<string, string>, body: BodyInit) => {
  const answer = await fetch(url, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  return answer.json();
};

const enrol = async (url: string): Promise<{ authorization: string }> => {
  const asked = {
    protocol: 2,
    nonce: 'nonce-of-enrolment',
    deviceId: '00000000-0000-7000-8000-000000000001',
    code: 'CHOT-2021',
    unitId: 'hn-01',
    deviceName: 'Máy 1',
  };
  const headers = { 'content-type': 'application/json' };
  const answer = await send(`${url}/api/v1/enrol`, headers, JSON.stringify(asked));
  return { authorization: `Bearer ${enrolResponseSchema.parse(answer).deviceToken}` };
};

const readTold = async (url: string, headers: Record<string, string>): Promise<string[]> => {
  const told: string[] = [];
  for (let cursor = 0; ;) {
    const query = `protocol=${protocolVersion}&scope=unit:hn-01&cursor=${cursor}&limit=200`;
    const answer = await fetch(`${url}/api/v1/pull?${query}`, { headers });
    const page = pullResponseSchema.parse(await answer.json());
    for (const { kind, body } of page.changes) {
      if (kind === 'identity.checked') told.push(identityCheckedSchema.parse(body).declarationId);
    }
    if (!page.hasMore) return told;
    cursor = page.cursor;
  }
};

describe('checking when the server is killed', () => {
  it('[CHECK-8] after SIGKILL in the middle every declaration is told once, and only what was under way is repeated', async () => {
    using dir = temporaryDir();
    const begunAtMs = Date.now();
    const sandbox = await startSandbox({ port: 0, people: 1000, token: null });
    sandbox.behave({ delayMs: 150 });
    const options = {
      dataDir: dir.path,
      env: { REGISTRY_URL: sandbox.url, REGISTRY_AT_ONCE: '4' },
    };
    const first = await startServer(options);
    const headers = await enrol(first.url);
    const pushHeaders = { ...headers, 'content-type': pushMediaType };
    const body = new Uint8Array(pushBody({ logId }, declaredPeople(1, people)));
    pushResponseSchema.parse(await send(`${first.url}/api/v1/push`, pushHeaders, body));
    while (sandbox.counts().answered < 20) await wait(20);
    await first.kill();
    const before = sandbox.counts().distinct;
    expect(before).toBeLessThan(people);

    sandbox.behave({});
    const second = await startServer(options);
    let told = await readTold(second.url, headers);
    while (told.length < people) {
      await wait(200);
      told = await readTold(second.url, headers);
    }
    expect(new Set(told).size).toBe(people);
    expect(told).toHaveLength(people);
    const { answered, distinct } = sandbox.counts();
    // At midnight a question gets another id: only then may one that is repeated seem a new one.
    const isOneDay = dayOf(begunAtMs) === dayOf(Date.now());
    expect(distinct).toBeGreaterThanOrEqual(people);
    expect(distinct - people).toBeLessThanOrEqual(isOneDay ? 0 : 8);
    // Those under way, and those answered whose commit was under way.
    expect(answered - people).toBeLessThanOrEqual(8);
    await second.stop();
    await sandbox.close();
  });
});
