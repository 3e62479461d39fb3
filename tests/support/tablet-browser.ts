import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureChromium } from './chromium.ts';

export type TabletBrowser = {
  readonly page: Page;
  readonly pid: number;
  /** Closes it as a person would. */
  close: () => Promise<void>;
  /** SIGKILL to the whole process group: the battery is gone. */
  kill: () => Promise<void>;
};

type TabletBrowserOptions = {
  /** The profile; the same folder again is the same tablet. */
  readonly profile: string;
  /** Y4M clip the camera plays, read anew each time the camera opens. */
  readonly cameraClip?: string;
  readonly viewport?: { width: number; height: number };
};

const portFileOf = (profile: string): string => join(profile, 'DevToolsActivePort');

const readPort = async (profile: string, child: ChildProcess): Promise<string> => {
  while (child.exitCode === null) {
    const file = portFileOf(profile);
    const [port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port) return port;
    await sleep(50);
  }
  throw new Error('Chromium ended before it opened its port');
};

/** A real Chromium with a profile of its own, as the tablet runs it. */
export const openTabletBrowser = async (options: TabletBrowserOptions): Promise<TabletBrowser> => {
  const { profile, cameraClip, viewport = { width: 1280, height: 800 } } = options;
  rmSync(portFileOf(profile), { force: true });
  const camera = cameraClip
    ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${cameraClip}`]
    : [];
  const child = spawn(
    ensureChromium(),
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-ui-for-media-stream',
      ...camera,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--window-size=${viewport.width},${viewport.height}`,
      'about:blank',
    ],
    { detached: true, stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const browser: Browser = await chromium.connectOverCDP(
    `http://127.0.0.1:${await readPort(profile, child)}`,
  );
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no default context');
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize(viewport);
  return {
    page,
    pid: child.pid ?? 0,
    close: async () => {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await ended;
    },
    kill: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
      // Left behind by a killed browser; the next one on the profile would defer to a dead one.
      for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
        rmSync(join(profile, lock), { force: true });
      }
    },
  };
};
