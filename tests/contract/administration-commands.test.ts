import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { deviceAccountSchema } from '#protocol/administration.ts';
import { enrolAt } from '../support/enrol-at.ts';
import { startServer } from '../support/server-process.ts';
import { temporaryDir } from './server-world.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const run = promisify(execFile);

it('[ENROL-10] codes are made, tablets ended and accounted for at the server’s machine, beside the running server', async () => {
  using dir = temporaryDir();
  const server = await startServer({ dataDir: dir.path });
  const env = { PATH: process.env['PATH'], DATA_DIR: dir.path };
  const command = async (...words: string[]) =>
    (await run(node, ['sync-server/main.ts', ...words], { cwd: root, env })).stdout;

  const printed = await command('enrol-code', '--unit', 'hn-01');
  const code = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/m.exec(printed)?.[0];
  expect(printed).toContain('██');
  const { signer } = await enrolAt(server.url, 'hn-01', code);
  await expect(enrolAt(server.url, 'hn-01', code)).rejects.toThrow('enrolment/code-refused');

  const { deviceId } = signer;
  expect(await command('devices')).toContain(`${deviceId}  hn-01  at-work  Máy`);
  const detected = ['--detected', '2026-11-23T07:00:00+07:00'];
  const ended = await command('switch-off', '--device', deviceId, '--reason', 'Mất', ...detected);
  expect(deviceAccountSchema.parse(JSON.parse(ended))).toMatchObject({
    kind: 'switched-off',
    reason: 'Mất',
    detectedAt: Date.parse('2026-11-23T00:00:00Z'),
  });
  expect(await command('device-account', '--device', deviceId)).toBe(ended);
  for (const words of [['forget'], ['enrol-code'], ['retire', '--device', 'x', '--reason', 'y']]) {
    await expect(command(...words)).rejects.toThrow(/There is no command|--unit|--device/);
  }
  await server.stop();
});
