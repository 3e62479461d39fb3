import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

/** Opens the tablet's database in a page of the same origin that is no Chốt, and holds on to it. */
const holdDatabase = (page: Page, version?: number) =>
  page.evaluate(
    (asked) =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('chot', asked);
        request.addEventListener('success', () => {
          Object.assign(globalThis, { held: request.result });
          resolve();
        });
      }),
    version,
  );

const letGo = (page: Page) =>
  page.evaluate(() => {
    const held: unknown = Reflect.get(globalThis, 'held');
    if (held instanceof IDBDatabase) held.close();
  });

describe('two versions on one tablet', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-newer-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;
  let other: Page;

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    other = await tablet.page.context().newPage();
    await other.goto(`${server.url}/api/v1/about`);
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[UPDATE-4] an old tab in the way is said, and once it is closed the new one goes on', async () => {
    const { page } = tablet;
    await holdDatabase(other, 1);
    await page.goto(server.url);
    await page.getByText('Đóng thẻ khác của Chốt').waitFor();
    await letGo(other);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    expect(await page.getByText('Đóng thẻ khác').count()).toBe(0);
  });

  it('[UPDATE-3] the old tab says that a newer version has taken over and keeps what is typed in sight', async () => {
    const { page } = tablet;
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    const serial = page.locator('[data-field="paperSerial"] input');
    await serial.fill('CG-000001');
    await page.getByText('Bản nháp lưu lúc').waitFor();
    await holdDatabase(other, 9_990);
    await page.getByText('Bản mới đã nhận máy này').first().waitFor();
    await serial.fill('CG-000002');
    await page.getByText('thẻ cũ này không giữ được').first().waitFor();
    await expect.poll(() => serial.inputValue()).toBe('CG-000002');

    await page.reload();
    await page.getByText('Bản mới đã nhận máy này').waitFor();
  });
});
