import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breachesOf, lockfileSchema, manifestSchema } from './audit/lockfile-policy.ts';
import { readAdvisories } from './audit/read-advisories.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const manifest = manifestSchema.parse(readJson('package.json'));
const lockfile = lockfileSchema.parse(readJson('package-lock.json'));

const good = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };

const breachesWith = (change: object, range = '1.0.0'): string[] =>
  breachesOf(manifestSchema.parse({ dependencies: { one: range } }), {
    lockfileVersion: 3,
    packages: { '': {}, 'node_modules/one': { ...good, ...change } },
  });

describe('what is installed', () => {
  it('[WALL-5] is named exactly, hashed, freely licensed, not deprecated, and runs no script that was not allowed', () => {
    expect(breachesOf(manifest, lockfile)).toEqual([]);
  });

  it.each([
    ['a range', {}, '^1.0.0'],
    ['another version than the lockfile’s', {}, '1.0.1'],
    ['no hash', { integrity: undefined }, '1.0.0'],
    ['a weak hash', { integrity: 'sha1-x' }, '1.0.0'],
    ['a place without TLS', { resolved: 'git+ssh://elsewhere.example/one' }, '1.0.0'],
    ['a deprecated one', { deprecated: 'use another' }, '1.0.0'],
    ['a script', { hasInstallScript: true }, '1.0.0'],
    ['a licence that asks for more', { license: 'GPL-3.0' }, '1.0.0'],
    ['no licence', { license: undefined }, '1.0.0'],
    ['a licence that is fine elsewhere', { license: 'MPL-2.0', dev: true }, '1.0.0'],
  ])('[WALL-5] %s is a breach', (_what, change, range) => {
    expect(breachesWith({})).toEqual([]);
    expect(breachesWith(change, range)).toHaveLength(1);
  });

  it('[WALL-5] what the registry says is read, and silence is not taken for a clean answer', () => {
    expect(readAdvisories('{"vulnerabilities":{}}')).toEqual([]);
    const found = { vulnerabilities: { one: { severity: 'high', range: '<2' } } };
    expect(readAdvisories(JSON.stringify(found))).toEqual(['one <2: high']);
    expect(readAdvisories('{"message":"audit endpoint returned an error"}')).toBeNull();
    expect(readAdvisories('')).toBeNull();
  });
});
