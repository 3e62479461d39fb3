import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeToPng } from '../support/code-picture.ts';
import { enrol, openTab, signIn, unlock } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const vectorsIn = (file: string): string[] =>
  readFileSync(new URL(`../fixtures/qr/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => String(JSON.parse(line)))
    .filter((text) => text !== '');

const megabyte = 1_000_000;

describe('screens', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-screens-'));
  const profile = join(work, 'profile');
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const open = async (): Promise<Page> => {
    tablet = await openTabletBrowser({ profile });
    await tablet.page.goto(server.url);
    return tablet.page;
  };
  const field = (key: string) => tablet.page.locator(`[data-field="${key}"]`);

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

  it('[SCREEN-11] theme and language change at once', async () => {
    const { page } = tablet;
    // The circle lies over its words, and is drawn as chosen once that is on the disk.
    const choose = (name: string) =>
      page.getByRole('radio', { name, exact: true }).click({ force: true });
    await openTab(page, 'Cài đặt');
    await choose('Đêm');
    await page.locator('html[data-theme=night]').waitFor();
    await choose('English');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await choose('Tiếng Việt');
    await page.getByRole('heading', { name: 'Cài đặt' }).waitFor();
    await choose('Ngày');
    await page.locator('html[data-theme=day]').waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('vi');
  });

  it('[SCREEN-1] hostile codes are shown as text; nothing is opened, run or fetched', async () => {
    const { page } = tablet;
    const strayRequests: string[] = [];
    const dialogs: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      const own = url.origin === server.url || ['blob:', 'data:'].includes(url.protocol);
      if (!own) strayRequests.push(request.url());
    });
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await openTab(page, 'Quét');
    const answer = page.getByTestId('scan-answer');
    const show = async (text: string, kind: string) => {
      const file = { name: 'ma.png', mimeType: 'image/png', buffer: codeToPng(text) };
      await page.locator('input[type=file]').setInputFiles(file);
      await answer.getByRole('heading', { name: kind }).waitFor();
    };
    for (const text of [
      ...vectorsIn('unknown-valid.txt'),
      ...vectorsIn('citizen-card-invalid.txt'),
    ]) {
      await show(text, 'Mã lạ');
      const shown = await answer.locator('pre').evaluate((element) => element.textContent);
      expect(shown).toBe(text);
      await page.getByRole('button', { name: 'Quét mã khác' }).click();
    }
    for (const text of vectorsIn('web-address-valid.txt')) {
      await show(text, 'Địa chỉ web');
      expect(await answer.getByRole('link').count()).toBe(0);
      await page.getByRole('button', { name: 'Quét mã khác' }).click();
    }
    for (const text of vectorsIn('insurance-card-valid.txt')) {
      await show(text, 'Thẻ BHYT');
      await page.getByRole('button', { name: 'Quét mã khác' }).click();
    }
    expect({ strayRequests, dialogs, pages: page.context().pages().length }).toEqual({
      strayRequests: [],
      dialogs: [],
      pages: 1,
    });
  });

  it('[SCREEN-1] a picture without a code, and a file that is no picture, are said to be so', async () => {
    const { page } = tablet;
    await openTab(page, 'Quét');
    const file = { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') };
    await page.locator('input[type=file]').setInputFiles(file);
    const answer = page.getByTestId('scan-answer');
    await answer.getByRole('status').waitFor();
    await expect.poll(() => answer.innerText()).toContain('Không thấy mã nào trong ảnh');
  });

  it('[SCREEN-2] a mistake is said at its field, and the sheet is not kept with it', async () => {
    const { page } = tablet;
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'Người khai' }).click();
    await field('dob').locator('input').fill('31/02/1990');
    await field('fullName').locator('input').fill('X'.repeat(megabyte));
    await field('bhyt').locator('input').focus();
    await field('dob').getByText('Không có ngày này').waitFor();
    await field('fullName').getByText(`Dài ${megabyte} ký tự`).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Phải sửa 2').waitFor();
    await openTab(page, 'Danh sách');
    await page.getByText('Máy này chưa giữ lượt nào.').waitFor();
    await expect
      .poll(() => page.getByTestId('delivery').innerText())
      .toContain('Chưa có gì để gửi');
  });

  it('[SCREEN-2] nothing typed is lost, also after SIGKILL', async () => {
    await tablet.kill();
    const page = await open();
    await unlock(page, '222222');
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'Người khai' }).click();
    await expect.poll(() => field('dob').locator('input').inputValue()).toBe('31/02/1990');
    expect((await field('fullName').locator('input').inputValue()).length).toBe(megabyte);
  });

  it('[SCREEN-4] the page may load nothing from another origin', async () => {
    const answer = await fetch(server.url, { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
  });
});
