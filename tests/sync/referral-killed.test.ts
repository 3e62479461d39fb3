import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { startHealthSandbox } from '../../sync-server/connectors/health-department/sandbox/sandbox.ts';
import { crossingEntry, declarationEntry } from '../contract/sample-log.ts';
import { temporaryDir } from '../contract/server-world.ts';
import { deliverElsewhere } from '../support/deliver-elsewhere.ts';
import { startServer } from '../support/server-process.ts';

const people = 60;

/** Somebody with a cough: declared, crossed, referred. */
const referredAt = (index: number): Entry[] => {
  const number = 3 * index + 1;
  const declared = declarationEntry(number);
  const crossed = crossingEntry(number + 1);
  const { entryId } = declarationEntry(number + 2);
  const data = { declarationId: declared.subjectId, causes: ['cough' as const] };
  return [declared, crossed, { ...crossed, entryId, kind: 'referral.raised', data }];
};

describe('sending on to the health department when the server is killed', () => {
  it('[FHIR-3] after SIGKILL in the middle each is taken exactly once, and only what was under way is sent again', async () => {
    using dir = temporaryDir();
    const secret = 'a secret of this test, long enough for both';
    const secretFile = join(dir.path, 'secret');
    writeFileSync(secretFile, secret);
    const sandbox = await startHealthSandbox({ port: 0, secret });
    sandbox.behave({ delayMs: 150 });
    const options = {
      dataDir: join(dir.path, 'data'),
      env: { HEALTH_URL: sandbox.url, HEALTH_SECRET_FILE: secretFile },
    };
    const first = await startServer(options);
    const everybody = Array.from({ length: people }, (_, index) => referredAt(index));
    await deliverElsewhere(first.url, 'hn-01', everybody.flat());
    while (sandbox.counts().taken < 10) await wait(20);
    await first.kill();
    expect(sandbox.counts().taken).toBeLessThan(people);

    sandbox.behave({});
    const second = await startServer(options);
    while (sandbox.counts().taken < people) await wait(100);
    await second.stop();
    const taken = sandbox.taken().map(({ key }) => key);
    const referred = everybody.map(([, , raising]) => raising?.entryId);
    expect(taken).toHaveLength(people);
    expect(new Set(taken)).toEqual(new Set(referred));
    // Those whose arrival was not written before the kill came again, under the same key.
    expect(sandbox.counts().arrived - people).toBeLessThanOrEqual(8);
    await sandbox.close();
  });
});
