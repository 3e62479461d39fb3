import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openUnitKey } from '../../src/vault/unit-key.ts';
import { aboutSchema } from '#protocol/about.ts';
import { boardResponseSchema } from '#protocol/board.ts';
import { enrolResponseSchema } from '#protocol/enrol.ts';
import { knownChangeSchema, pullResponseSchema } from '#protocol/pull.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import {
  crossingEntry,
  pushedAt,
  sampleLog,
  shiftId,
  type PlacedEntry,
} from '../contract/sample-log.ts';
import { idOf } from '../support/id-of.ts';
import { epoch, pushBody, temporaryDir, units } from '../contract/server-world.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { onSqlite } from '../contract/engines.ts';
import { runRefusedServer, startServer } from '../support/server-process.ts';

const logId = idOf('log of the process', 1);

const post = async (url: string, body: Buffer | string, deviceToken?: string): Promise<unknown> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': typeof body === 'string' ? 'application/json' : pushMediaType,
      ...(deviceToken === undefined ? {} : { authorization: `Bearer ${deviceToken}` }),
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  expect(answer.status).toBe(200);
  return answer.json();
};

const enrol = async (url: string) => {
  const nonce = 'nonce-of-enrolment';
  const enrolment = {
    // A page of the version before.
    protocol: 2,
    nonce,
    deviceId: '00000000-0000-7000-8000-000000000001',
    code: 'CHOT-2021',
    unitId: 'hn-01',
    deviceName: 'Máy 1',
  };
  const answer = await post(`${url}/api/v1/enrol`, JSON.stringify(enrolment));
  const { deviceToken = '' } = enrolResponseSchema.parse(answer);
  return { deviceToken };
};

const push = async (url: string, deviceToken: string, entries: PlacedEntry[]) => {
  const body = pushBody({ logId }, entries);
  return pushResponseSchema.parse(await post(`${url}/api/v1/push`, body, deviceToken));
};

const getJson = async (url: string, deviceToken: string): Promise<unknown> => {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${deviceToken}` } });
  expect(answer.status).toBe(200);
  return answer.json();
};

describe('the server as a process', () => {
  it('[PUSH-14] [EPOCH-3] killed in the middle of its work, it still has everything it acknowledged', async () => {
    using dir = temporaryDir();
    const first = await startServer({ dataDir: dir.path });
    const { deviceToken } = await enrol(first.url);
    const before = await push(first.url, deviceToken, sampleLog(40));
    expect(before.ackedThrough).toBe(40);
    // One more is on its way and may or may not be answered when the process is gone.
    const onItsWay = push(first.url, deviceToken, [pushedAt(41, crossingEntry(42))]);
    const answered = onItsWay.then((answer) => answer.ackedThrough).catch(() => 40);
    await first.kill();

    const second = await startServer({ dataDir: dir.path });
    const after = await push(second.url, deviceToken, sampleLog(40));
    expect(after.ackedThrough).toBeGreaterThanOrEqual(await answered);
    expect(after.epoch).toBe(before.epoch);
    expect(after.results.every(({ status }) => status === 'duplicate')).toBe(true);
    const board = boardResponseSchema.parse(
      await getJson(`${second.url}/api/v1/board`, deviceToken),
    );
    const delivered = board.units[0]?.tablets[0]?.recordsByShift[shiftId];
    expect(delivered).toBe(after.ackedThrough === 41 ? 21 : 20);
    await second.stop();
  });

  it('[DEMO-4] seeds the checkpoints and sample officers once, and says how to sign in', async () => {
    using dir = temporaryDir();
    const first = await startServer({ dataDir: dir.path });
    for (const word of [
      first.url,
      'loopback',
      'CHOT-2021',
      '111111',
      '222222',
      '333333',
      '444444',
    ]) {
      expect(first.greeting).toContain(word);
    }
    await first.stop();
    const second = await startServer({ dataDir: dir.path });
    const about = aboutSchema.parse(await (await fetch(`${second.url}/api/v1/about`)).json());
    expect(about.demo).toBe(true);
    const { deviceToken } = await enrol(second.url);
    const reference = `${second.url}/api/v1/pull?protocol=${protocolVersion}&scope=reference&limit=500`;
    const { changes } = pullResponseSchema.parse(await getJson(reference, deviceToken));
    const known = changes.map((change) => knownChangeSchema.parse(change));
    const seeded = known.flatMap((change) => (change.kind === 'unit' ? [change.body] : []));
    const officers = known.flatMap((change) => (change.kind === 'officer' ? [change.body] : []));
    expect(seeded).toHaveLength(25);
    expect(seeded.find(({ unitId }) => unitId === 'hn-22')?.name).toBe('Chốt 22');
    expect(officers.filter(({ unitId }) => unitId === 'hn-01')).toHaveLength(4);
    expect(officers.filter(({ unitId }) => unitId === null)).toHaveLength(6);
    expect(officers).toHaveLength(10);
    expect(officers.every(({ name }) => name.endsWith('(mẫu)'))).toBe(true);
    const scanning = officers.find(({ role }) => role === 'scanning-officer');
    const keyFor = (pin: string) =>
      scanning?.unlock ? openUnitKey(pin, scanning.unlock, 'hn-01') : undefined;
    expect((await keyFor('111111'))?.unitKey).toHaveLength(32);
    expect(await keyFor('111112')).toBeNull();
    await second.stop();
  });

  it('[DEMO-5] production refuses a demonstration and its database, in one sentence', async () => {
    using dir = temporaryDir();
    const production = { NODE_ENV: 'production' };
    const demo = await startServer({ dataDir: dir.path });
    await demo.stop();
    const database = await runRefusedServer({ dataDir: dir.path, env: production });
    expect(database.exitCode).toBe(1);
    expect(database.output).toContain('demonstration officers');
    const asked = await runRefusedServer({
      dataDir: join(dir.path, 'new'),
      env: { ...production, CHOT_DEMO: 'true' },
    });
    expect(asked.exitCode).toBe(1);
    expect(asked.output).toContain('refused in production');
    expect(asked.output.trim().split('\n')).toHaveLength(1);
  });

  it('[DEMO-6] a demonstration refuses a real database', async () => {
    using dir = temporaryDir();
    const store = await openSqlStore(await onSqlite.inDir(dir.path), epoch);
    const lines = units.map((unit) => ({ kind: 'unit', body: unit, audience: null }));
    await store.transact((tx) => tx.appendFeed('reference', lines));
    await store.close();
    const demo = await runRefusedServer({ dataDir: dir.path });
    expect(demo.exitCode).toBe(1);
    expect(demo.output).toContain('not a demonstration');
  });

  it('[SERVER-8] a database that cannot be read stops the start instead of beginning anew', async () => {
    using dir = temporaryDir();
    writeFileSync(join(dir.path, 'chot.sqlite'), 'this is not a database '.repeat(100));
    const ended = await runRefusedServer({ dataDir: dir.path });
    expect(ended.exitCode).toBe(1);
    expect(ended.output).toMatch(/^The ledger .* cannot be opened: .*\.\n$/);
  });
});
