import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { serverRules, usualRetention } from '#domain/retention/server-rules.ts';
import {
  holdsResponseSchema,
  retentionResponseSchema,
  statisticsResponseSchema,
} from '#protocol/retention.ts';
import { protocolVersion } from '#protocol/version.ts';
import { hashOf } from '#domain/log/chain.ts';
import { readArrival } from '../../sync-server/services/read-arrival.ts';
import { runRetention } from '../../sync-server/services/retention/run-retention.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { idOf } from '../support/id-of.ts';
import { countPeople, dayMs, entriesOf, forgetAt, trustClock } from '../support/retention-hand.ts';
import { openTestFrame } from '../support/sealing.ts';
import { runRefusedServer, startServer } from '../support/server-process.ts';
import { onSqlite } from './engines.ts';
import { arrived, custodyOf, device } from './sample-custody.ts';
import { personalWords, sampleLog } from './sample-log.ts';
import { adminToken, openWorld, push, refusal, serverNowMs, temporaryDir } from './server-world.ts';

describe('a clock that jumps', () => {
  it('[KEEP-7] empties no ledger: nothing is forgotten by its age for a day', async () => {
    await using world = await openWorld();
    const { store } = world;
    await push(world.app, await world.enrol(), sampleLog(2));
    const runAt = (nowMs: number) =>
      runRetention({
        store,
        clock: () => nowMs,
        random: (size) => new Uint8Array(size),
        openFrame: openTestFrame,
        retention: usualRetention,
      });
    const hour = 3_600_000;
    const year = 365 * dayMs;
    // The first run of all, hours of right time, a year too far, and back again.
    for (const atMs of [0, hour, 25 * hour, 26 * hour, year, year + hour, 28 * hour, 29 * hour]) {
      expect(await runAt(serverNowMs + atMs)).toEqual({});
    }
    // A server that was off for long waits as well, and then goes on.
    for (const atMs of [40 * dayMs, 40 * dayMs + 23 * hour]) {
      expect(await runAt(serverNowMs + atMs)).toEqual({});
    }
    expect(await runAt(serverNowMs + 41 * dayMs)).toEqual({ identified: 2 });
  });
});

describe('the administrator', () => {
  const headers = { authorization: `Bearer ${adminToken}` };
  const post = { method: 'POST' as const, headers };

  it('[KEEP-10] sees the rules and what was forgotten, places holds and releases them', async () => {
    await using world = await openWorld();
    const { app, store } = world;
    await push(app, await world.enrol(), sampleLog(12));
    const url = '/api/v1/admin/holds';
    const hold = { protocol: protocolVersion, unitId: 'hn-01', reason: 'Công văn 12' };
    const placed = await app.inject({ ...post, url, payload: hold });
    const [one] = holdsResponseSchema.parse(placed.json()).holds;
    expect(await forgetAt({ store, nowMs: serverNowMs + 31 * dayMs })).toEqual({});
    const release = { protocol: protocolVersion, holdId: one?.holdId };
    await app.inject({ ...post, url: '/api/v1/admin/hold-releases', payload: release });
    await forgetAt({ store, nowMs: serverNowMs + 32 * dayMs });

    const told = await app.inject({ headers, url: '/api/v1/admin/retention' });
    expect(retentionResponseSchema.parse(told.json())).toMatchObject({
      rules: Object.keys(serverRules).map((rule) =>
        rule === 'identified' ? { rule, days: 30 } : { rule },
      ),
      lastRunAtMs: serverNowMs + 32 * dayMs,
      runs: [{ rule: 'identified', forgotten: 12, begunAtMs: serverNowMs + 32 * dayMs }],
    });
    const held = holdsResponseSchema.parse((await app.inject({ headers, url })).json());
    expect(held.holds).toMatchObject([{ unitId: 'hn-01', releasedAtMs: serverNowMs }]);
    const period = { protocol: protocolVersion, fromMs: 0, untilMs: serverNowMs };
    const counted = await app.inject({
      ...post,
      url: '/api/v1/admin/statistics',
      payload: period,
    });
    const { cells } = statisticsResponseSchema.parse(counted.json());
    expect(cells).toContainEqual({
      unitId: 'hn-01',
      fromMs: Date.UTC(2021, 6, 25, 2),
      question: 'vehicle',
      answer: 'motorbike',
      crossings: 6,
    });
    for (const { body } of [told, counted]) {
      expect(personalWords.filter((word) => body.includes(word))).toEqual([]);
    }
  });

  it('[KEEP-10] and nobody else does', async () => {
    await using world = await openWorld();
    for (const [method, path] of [
      ['GET', 'retention'],
      ['GET', 'holds'],
      ['POST', 'holds'],
      ['POST', 'hold-releases'],
      ['POST', 'statistics'],
    ] as const) {
      const url = `/api/v1/admin/${path}`;
      const problem = await refusal(world.app, { method, url });
      expect(problem.problem).toBe('administrator/unknown');
    }
    const payload = { protocol: protocolVersion, unitId: 'hn-01', reason: 'x' };
    const url = '/api/v1/admin/holds';
    for (const [change, expected] of [
      [{ unitId: 'hn-99' }, 'unit/unknown'],
      [{ recordId: idOf('crossing', 1) }, 'record/unknown'],
      [{ reason: '' }, 'request/malformed'],
    ] as const) {
      const problem = await refusal(world.app, {
        ...post,
        url,
        payload: { ...payload, ...change },
      });
      expect(problem.problem).toBe(expected);
    }
  });
});

describe('the job in the server', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
  const run = promisify(execFile);
  const records = 600;

  /** A ledger of last year, whose clock is believed. */
  const makeOld = async (dir: string): Promise<void> => {
    const store = await openSqlStore(await onSqlite.inDir(dir), 'epoch');
    await store.transact((tx) =>
      tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 }),
    );
    const entries = sampleLog(2 * records).map(({ entryId, frame }) => {
      const reading = readArrival(frame, { entryId, unitId: 'hn-01' }, openTestFrame);
      return arrived(0, { entryId, frame, hash: hashOf(frame), ...reading });
    });
    const contactAtMs = Date.now() - 300 * dayMs;
    const report = { contactAtMs, clockOffsetMs: 0, app: '1', epochSeen: null };
    await store.takeCustody(custodyOf(entries, { report }));
    await trustClock(store, Date.now());
    await store.close();
  };

  it('[KEEP-12] begins by itself, and goes on after each kill until all is forgotten, counted once', async () => {
    using dir = temporaryDir();
    await makeOld(dir.path);
    const env = { PATH: process.env['PATH'], DATA_DIR: dir.path };
    const command = async (...words: string[]) =>
      JSON.parse((await run(node, ['sync-server/main.ts', ...words], { cwd: root, env })).stdout);
    const count = async () => {
      const store = await openSqlStore(await onSqlite.inDir(dir.path), 'epoch');
      const people = await countPeople(store, 'hn-01');
      const left = await entriesOf(store, 'hn-01');
      await store.close();
      return { ...people, left: left.filter(({ frame }) => frame.length > 0).length };
    };

    for (const pauseMs of [20, 60, 120]) {
      const server = await startServer({ dataDir: dir.path });
      await sleep(pauseMs);
      await server.kill();
      const { live, forgotten } = await count();
      expect(live + forgotten).toBe(records);
    }
    const server = await startServer({ dataDir: dir.path });
    await expect.poll(async () => (await count()).left, { timeout: 30_000, interval: 200 }).toBe(0);
    expect(await count()).toEqual({ live: 0, forgotten: records, records, left: 0 });
    await server.stop();
    const told = retentionResponseSchema.parse(await command('retention'));
    expect(told.runs.reduce((sum, { forgotten }) => sum + forgotten, 0)).toBe(2 * records);
    const period = ['--from', '2020-01-01T00:00:00Z', '--until', '2100-01-01T00:00:00Z'];
    const { cells } = statisticsResponseSchema.parse(await command('statistics', ...period));
    expect(cells.find(({ question }) => question === 'standing')?.crossings).toBe(records);

    const { holds } = await command('hold', '--unit', 'hn-01', '--reason', 'Công văn 12');
    expect(await command('holds')).toMatchObject([{ holdId: holds[0].holdId, releasedAtMs: null }]);
    await command('release-hold', '--hold', holds[0].holdId);
    await expect(command('release-hold', '--hold', holds[0].holdId)).rejects.toThrow(
      'hold/unknown',
    );
  });

  it('[KEEP-10] a server whose rules cannot be used does not start', async () => {
    using dir = temporaryDir();
    const path = join(dir.path, 'rules.json');
    for (const [rules, said] of [
      ['{ "identified": 400 }', 'identified'],
      ['{', 'cannot be read'],
    ] as const) {
      writeFileSync(path, rules);
      const { exitCode, output } = await runRefusedServer({
        dataDir: dir.path,
        env: { RETENTION_FILE: path },
      });
      expect(exitCode).toBe(1);
      expect(output).toContain(said);
    }
  });
});
