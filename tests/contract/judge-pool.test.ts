import { describe, expect, it } from 'vitest';
import { ok } from '#domain/core/result.ts';
import { unpackRequest } from '../../sync-server/store/custody-request.ts';
import { judgeHere, type Judge } from '../../sync-server/services/judging/judge.ts';
import { startJudges } from '../../sync-server/services/judging/judge-pool.ts';
import type { PushToJudge } from '../../sync-server/services/judging/judge-push.ts';
import { openTestFrame, testKeys } from '../support/sealing.ts';
import { idOf } from '../support/id-of.ts';
import { frameAt, sampleLog } from './sample-log.ts';
import { pushBody } from './server-world.ts';

const device = {
  deviceId: idOf('device', 1),
  unitId: 'hn-01',
  name: 'Máy 1',
  publicKey: null,
  ending: null,
};
const logId = idOf('log of the judges', 1);

const pushes = (): PushToJudge[] => {
  const entries = sampleLog(60);
  const strange = entries.with(7, frameAt(8, Uint8Array.of(9, 9), idOf('strange', 1)));
  const damaged = pushBody({ logId }, entries);
  damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
  const bodies = [pushBody({ logId }, entries), pushBody({ logId }, strange), damaged];
  const heads = [new Map<string, number>(), new Map([[logId, 20]])];
  return bodies.flatMap((body) =>
    heads.map((headByLog) => ({ body: new Uint8Array(body), device, headByLog, nowMs: 1 })),
  );
};

const unpacked = (verdict: Awaited<ReturnType<Judge>>) =>
  verdict.ok ? ok({ ...verdict.value, asked: unpackRequest(verdict.value.asked) }) : verdict;

describe('judges in threads of their own', () => {
  it('[SERVER-13] say what would be said here, whoever is asked', async () => {
    const pool = startJudges(2, testKeys);
    const here = await Promise.all(pushes().map(judgeHere(openTestFrame)));
    expect(here.map((verdict) => verdict.ok)).toEqual([true, true, true, true, false, false]);
    expect((await Promise.all(pushes().map(pool.judge))).map(unpacked)).toEqual(here);
    await pool.stop();
  });

  it('[SERVER-13] when a thread has ended, what it was asked fails, and the next is judged here', async () => {
    const pool = startJudges(1, testKeys);
    const [push, next] = pushes();
    if (!push || !next) throw new Error('There are pushes.');
    const cut = pool.judge(push);
    const stopped = pool.stop();
    await expect(cut).rejects.toThrow('has ended');
    await stopped;
    expect(await pool.judge(next)).toEqual(await judgeHere(openTestFrame)(next));
  });
});
