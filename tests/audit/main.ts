import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { breachesOf, lockfileSchema, manifestSchema } from './lockfile-policy.ts';
import { readAdvisories } from './read-advisories.ts';

const patienceMs = 60_000;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const breaches = breachesOf(
  manifestSchema.parse(readJson('package.json')),
  lockfileSchema.parse(readJson('package-lock.json')),
);
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  timeout: patienceMs,
});
const advisories = readAdvisories(stdout);

const say = (sentence: string): void => {
  process.stdout.write(`${sentence}\n`);
};
for (const sentence of [...breaches, ...(advisories ?? [])]) say(`  ${sentence}`);
say(`The lockfile's policy: ${breaches.length === 0 ? 'kept' : `${breaches.length} breaches`}.`);
say(
  advisories === null
    ? 'The registry’s advisories: NOT ASKED, the registry cannot be reached or does not answer.'
    : `The registry’s advisories: asked, ${advisories.length} concern what is shipped.`,
);
if (breaches.length > 0 || (advisories ?? []).length > 0) process.exitCode = 1;
