import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const installed = (): string | null => {
  const asked = process.env['CHROME_PATH'];
  if (asked && existsSync(asked)) return asked;
  for (const name of names) {
    const found = spawnSync('which', [name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return null;
};

const isDebianRoot = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const installWithPlaywright = (): string => {
  const require = createRequire(import.meta.url);
  const root = join(require.resolve('playwright-core/package.json'), '..');
  execFileSync(process.execPath, [join(root, 'cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
  });
  return chromium.executablePath();
};

/** Path of a real Chromium; one is installed when the machine has none. */
export const ensureChromium = (): string => {
  const present = installed();
  if (present) return present;
  if (isDebianRoot()) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const now = installed();
    if (now) return now;
  }
  return installWithPlaywright();
};
