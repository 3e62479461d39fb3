import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

describe('drafts', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-drafts-'));
  const profile = join(work, 'profile');
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const open = async (): Promise<Page> => {
    tablet = await openTabletBrowser({ profile });
    await tablet.page.goto(server.url);
    return tablet.page;
  };
  const line = (page: Page, key: string) => page.locator(`[data-field="${key}"] input`).first();

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    const page = await open();
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[DRAFT-4] SIGKILL in the middle of typing costs the last second at most', async () => {
    await openTab(tablet.page, 'Phiếu');
    await tablet.page.getByRole('button', { name: 'Người khai' }).click();
    const typed = 'Nguyễn Thị Thanh Hương '.repeat(20);
    const strokeMs = 30;
    await line(tablet.page, 'fullName').focus();
    const typing = tablet.page.keyboard.type(typed, { delay: strokeMs }).catch(() => undefined);
    await tablet.page.waitForFunction(() => {
      const { activeElement } = document;
      return activeElement instanceof HTMLInputElement && activeElement.value.length > 80;
    });
    await tablet.kill();
    await typing;

    const page = await open();
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'Người khai' }).click();
    const found = await line(page, 'fullName').inputValue();
    expect(typed.startsWith(found)).toBe(true);
    expect(found.length).toBeGreaterThan(80 - 1000 / strokeMs);
  });
});
