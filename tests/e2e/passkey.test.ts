import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { enrol, lock, openTab, signIn, tabsOf, unlock } from '../support/officer.ts';
import { runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { addReader, type VirtualReader } from '../support/virtual-passkey.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const byPasskey = (page: Page) => page.getByRole('button', { name: 'Vân tay / khuôn mặt' });
const turnOn = async (page: Page): Promise<void> => {
  await openTab(page, 'Cài đặt');
  await page.getByLabel('Mã PIN của bạn').fill('222222');
  await page.getByRole('button', { name: 'Bật', exact: true }).click();
};

describe('opening by fingerprint or face', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-passkey-'));
  let dataDir: string;
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const begin = async (hasPrf: boolean): Promise<{ page: Page; reader: VirtualReader }> => {
    const own = mkdtempSync(join(work, 'tablet-'));
    dataDir = join(own, 'data');
    server = await startServer({ dataDir });
    tablet = await openTabletBrowser({ profile: join(own, 'profile') });
    const { page } = tablet;
    const reader = await addReader(page, hasPrf);
    await page.goto(server.url);
    await enrol(page, unit, 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    return { page, reader };
  };

  afterEach(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
  });

  it('[PASSKEY-1] once added it opens the tablet without network, and who is not recognised is told to use the PIN', async () => {
    const { page, reader } = await begin(true);
    await turnOn(page);
    await page.getByText('Đã bật cho Cán bộ Phiếu giấy 1').waitFor();
    await server.kill();
    await page.context().setOffline(true);
    await lock(page);
    await byPasskey(page).click();
    await tabsOf(page).waitFor();
    await openTab(page, 'Phiếu');
    await page.locator('[data-field=paperSerial] input').fill('CG-000123');

    await lock(page);
    await reader.recognise(false);
    await byPasskey(page).click();
    await page.getByText('Máy không nhận ra bạn, hoặc đã hủy.').waitFor();
    await unlock(page, '222222');
    await openTab(page, 'Phiếu');
    await expect
      .poll(() => page.locator('[data-field=paperSerial] input').inputValue())
      .toBe('CG-000123');

    await lock(page);
    await page.getByRole('button').filter({ hasText: 'Cán bộ Quét mã 1' }).click();
    expect(await byPasskey(page).count(), 'it is one officer’s own').toBe(0);
    await page.getByRole('button').filter({ hasText: 'Cán bộ Phiếu giấy 1' }).click();
    await unlock(page, '222222');
    await openTab(page, 'Cài đặt');
    await page.getByRole('button', { name: 'Tắt, chỉ dùng mã PIN' }).click();
    await page.getByText('Chưa bật.').waitFor();
    await lock(page);
    expect(await byPasskey(page).count()).toBe(0);
  });

  it('[PASSKEY-5] an officer who is removed is sent away, and neither finger nor PIN opens any more', async () => {
    const { page } = await begin(true);
    await openTab(page, 'Phiếu');
    await page.locator('[data-field=paperSerial] input').fill('CG-000777');
    await turnOn(page);
    await page.getByText('Đã bật cho Cán bộ Phiếu giấy 1').waitFor();
    const printed = await runCommand(dataDir, 'officer', 'remove', '--officer', 'hn-01-pg1');
    expect(printed).toContain('hn-01-pg1');
    await page.reload();
    await page.getByRole('heading', { name: 'Ai đang cầm máy?' }).waitFor();
    expect(await page.getByText('Cán bộ Phiếu giấy 1').count()).toBe(0);
    const held = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const opening = indexedDB.open('chot');
          opening.addEventListener('success', () => {
            const rows = opening.result.transaction('settings').objectStore('settings');
            const keys = rows.getAllKeys();
            keys.addEventListener('success', () => {
              opening.result.close();
              resolve(keys.result.map(String));
            });
          });
        }),
    );
    expect(held.filter((key) => key.startsWith('passkey:'))).toEqual([]);
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'CG-000777' }).first().click();
    await expect
      .poll(() => page.locator('[data-field=paperSerial] input').inputValue())
      .toBe('CG-000777');
  });

  it('[PASSKEY-2] a device whose passkeys give no key says so, keeps none, and offers it no more', async () => {
    const { page, reader } = await begin(false);
    await turnOn(page);
    await page.getByText('Máy này không mở khóa dữ liệu được').waitFor();
    await page.getByText('Không dùng được trên máy này').waitFor();
    expect(await reader.count()).toBe(0);
    expect(await page.getByLabel('Mã PIN của bạn').count()).toBe(0);
    await lock(page);
    expect(await byPasskey(page).count()).toBe(0);
    await page.reload();
    await unlock(page, '222222');
    await openTab(page, 'Cài đặt');
    await page.getByText('Không dùng được trên máy này').waitFor();
  });
});
