import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import {
  startHealthSandbox,
  type HealthSandbox,
} from '../../sync-server/connectors/health-department/sandbox/sandbox.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { blinkNetwork, enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { passAnswers, sheetOf, symptomaticAnswers } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const picturesDir = process.env['PICTURES_DIR'];

/** Long enough for the story before it; the one who waits turns overdue while the test looks on. */
const overdueSeconds = 12;

describe('three people with symptoms on two tablets without network', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-referral-'));
  let server: ServerProcess;
  let sandbox: HealthSandbox;
  const browsers: TabletBrowser[] = [];

  const open = async (name: string): Promise<Page> => {
    const browser = await openTabletBrowser({ profile: join(work, name) });
    browsers.push(browser);
    await browser.page.goto(server.url);
    await enrol(browser.page, unit, name);
    return browser.page;
  };

  beforeAll(async () => {
    const secret = 'a secret of this test, long enough for both';
    sandbox = await startHealthSandbox({ port: 0, secret });
    sandbox.behave({ fault: 'down' });
    const secretFile = join(work, 'secret');
    writeFileSync(secretFile, secret);
    const env = {
      REFERRAL_OVERDUE_SECONDS: String(overdueSeconds),
      HEALTH_URL: sandbox.url,
      HEALTH_SECRET_FILE: secretFile,
    };
    server = await startServer({ dataDir: join(work, 'data'), env });
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.stop();
    await sandbox.close();
    rmSync(work, { recursive: true, force: true });
  });

  const keep = async (page: Page, index: number, name: string): Promise<void> => {
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    const number = `00119001234${index}`;
    const person = { serial: `HN-T-000${index}`, name, number, dob: '17/05/1990' };
    await typeSheet(page, {
      ...sheetOf({ ...person, sex: '2' }),
      ...symptomaticAnswers,
      ...passAnswers,
    });
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ').first().waitFor();
  };

  const takePictures = async (page: Page, name: string): Promise<void> => {
    if (picturesDir === undefined) return;
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ] as const) {
      for (const theme of ['day', 'night']) {
        await page.setViewportSize({ width, height });
        await page.evaluate((to) => {
          document.documentElement.dataset['theme'] = to;
        }, theme);
        await page.screenshot({ path: join(picturesDir, `${name}-${width}-${theme}.png`) });
      }
    }
  };

  it('[HEALTH-3] the desk sees all three by itself, takes one by a tap, whoever waits too long is said loudly, and a system that was down gets each once', async () => {
    const pages = await Promise.all(['Máy 1', 'Máy 2', 'Máy 3'].map(open));
    const [first, second, desk] = pages;
    if (!first || !second || !desk) throw new Error('Three were opened.');
    for (const page of [first, second]) {
      await signIn(page, 'Phiếu giấy', '222222');
      await openTab(page, 'Phiếu');
      await page.context().setOffline(true);
    }
    await keep(first, 1, 'Vũ Thị Một');
    await keep(first, 2, 'Trần Văn Hai');
    await keep(second, 3, 'Lê Thị Ba');
    await signIn(desk, 'Y tế', '444444');
    await openTab(desk, 'Y tế');
    await desk
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await desk.getByRole('button', { name: 'Xác nhận' }).click();
    await desk.getByText('Không có ai đang chờ').waitFor();
    await desk.getByText('Trực tiếp').waitFor();

    await Promise.all([first, second].map(blinkNetwork));
    await Promise.all(
      [first, second].map((page) => page.getByText('Đã gửi hết').first().waitFor()),
    );
    const queue = desk.getByRole('list', { name: 'Người cần y tế' });
    const one = (name: string) => queue.locator('> li').filter({ hasText: name });
    const within = { timeout: 10_000 };
    for (const name of ['Vũ Thị Một', 'Trần Văn Hai', 'Lê Thị Ba']) await one(name).waitFor(within);
    await expect.poll(() => one('Lê Thị Ba').textContent()).toContain('Khai có sốt');
    expect(await one('Lê Thị Ba').getByRole('link').getAttribute('href')).toBe('tel:+84912345678');
    await one('Vũ Thị Một').getByRole('button', { name: 'Nhận' }).click();
    await one('Vũ Thị Một').getByText('Đã nhận').first().waitFor();
    await takePictures(desk, 'queue');

    await desk.getByText('3 người đang chờ gửi sang hệ thống y tế').waitFor();
    expect(sandbox.counts().taken).toBe(0);
    // It is tried again within half a minute; meanwhile the desk goes on.
    sandbox.behave({});
    await desk.getByRole('alert').filter({ hasText: '2 người quá hạn' }).waitFor();
    await expect.poll(() => one('Trần Văn Hai').textContent()).toContain('QUÁ HẠN');
    expect(await one('Vũ Thị Một').textContent()).not.toContain('QUÁ HẠN');
    await one('Vũ Thị Một').getByText('Việc khác').click();
    await takePictures(desk, 'overdue');
    await expect.poll(() => sandbox.counts(), { timeout: 35_000 }).toMatchObject({ taken: 3 });
    expect(sandbox.counts().arrived).toBe(3);
    await desk.context().setOffline(true);
    await desk.getByText('danh sách có thể đã cũ').waitFor();
    await desk.context().setOffline(false);
    await desk.getByText('Trực tiếp').waitFor();
  });
});
