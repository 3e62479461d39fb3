import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startMassSandbox } from '../../sync-server/connectors/mass-messenger/sandbox/sandbox.ts';
import { temporaryDir } from '../contract/server-world.ts';
import { planMessage, writeSubscribers } from '../support/citys-message.ts';
import { runCommand, startServer } from '../support/server-process.ts';

const people = 20_000;
const secret = 'a secret of this test, long enough for both';

describe('messages when the server is killed', () => {
  it('[SEND-5] after SIGKILL in the middle, twice, everybody is told once by a service that takes all that comes', async () => {
    using dir = temporaryDir();
    const sandbox = await startMassSandbox({ port: 0, secret });
    const secretFile = join(dir.path, 'secret');
    writeFileSync(secretFile, secret);
    const list = join(dir.path, 'list.csv');
    writeSubscribers(list, people);
    expect(await runCommand(dir.path, 'subscribers', 'import', list)).toContain(
      `${people} are new`,
    );
    await planMessage(dir.path, 500);
    const env = { MASS_URL: sandbox.url, MASS_SECRET_FILE: secretFile, MASS_PER_SECOND: '100000' };
    // Taken at once and answered late: every kill leaves batches of which the server knows nothing.
    sandbox.behave({ delayMs: 300 });
    for (const share of [0.25, 0.5]) {
      const server = await startServer({ dataDir: dir.path, env });
      while (sandbox.counts().people < people * share) await wait(20);
      await server.kill();
    }
    expect(sandbox.counts().people).toBeLessThan(people);
    sandbox.behave({});
    const last = await startServer({ dataDir: dir.path, env });
    while (sandbox.counts().people < people) await wait(100);
    // What is asked about is asked to its end: nothing more may come.
    while ((await runCommand(dir.path, 'subscribers', 'sendings')).includes('running')) {
      await wait(300);
    }
    const { twice, repeated, asked } = sandbox.counts();
    expect({ twice, repeated }).toEqual({ twice: 0, repeated: 0 });
    expect(asked).toBeGreaterThan(0);
    await last.stop();
    await sandbox.close();
  });
});
