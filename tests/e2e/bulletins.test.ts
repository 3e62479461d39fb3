import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { enrol, lock, openTab, signIn, unlock } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { takePictures } from '../support/take-pictures.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const title = 'Từ 06:00 sáng mai dừng nhận xe khách liên tỉnh';

describe('an urgent bulletin, from the command post to a tablet that is out of reach', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-bulletins-'));
  let server: ServerProcess;
  const browsers: TabletBrowser[] = [];

  const open = async (name: string): Promise<Page> => {
    const browser = await openTabletBrowser({ profile: join(work, name) });
    browsers.push(browser);
    await browser.page.goto(server.url);
    await enrol(browser.page, unit, name);
    return browser.page;
  };
  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  /** Each code opens one session. */
  const prove = async (page: Page, steps: number): Promise<void> => {
    const code = codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000) + steps);
    await page.getByLabel('Mã xác nhận sáu số').fill(code);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByLabel('Mã xác nhận sáu số').waitFor({ state: 'detached' });
  };

  /** The draft as it lies on the disk. */
  const draftOnDisk = (page: Page): Promise<string> =>
    page.evaluate(
      () =>
        new Promise((found, failed) => {
          const opening = indexedDB.open('chot');
          opening.addEventListener('error', () => failed(opening.error ?? new Error('closed')));
          opening.addEventListener('success', () => {
            const asked = opening.result.transaction('settings').objectStore('settings').getAll();
            asked.addEventListener('success', () => {
              opening.result.close();
              const rows: { key: string }[] = asked.result;
              found(JSON.stringify(rows.filter(({ key }) => key.startsWith('bulletinDraft:'))));
            });
          });
        }),
    );

  it('[BULLETIN-7] rings at the next contact, is acknowledged by name, counted right, and gone when it is withdrawn', async () => {
    const [tablet, desk] = [await open('Máy 1'), await open('Máy 2')];
    await signIn(tablet, 'Quét mã', '111111');
    await tablet.context().setOffline(true);

    await signIn(desk, 'Chỉ huy', '444444');
    await openTab(desk, 'Soạn bản tin');
    await prove(desk, 0);
    await desk.getByText('Chưa có bản tin nào.').waitFor();
    await desk.getByLabel('Tiêu đề').fill(title);
    await desk
      .getByLabel('Nội dung')
      .fill('Xe khách quay đầu tại chốt. Xe chở hàng vẫn qua như cũ.');
    await desk.getByLabel('Khẩn').check();
    await desk.getByLabel('Tất cả cán bộ và người dân').check();
    // Neither the lock nor a restart costs what was typed; no hand reloads while the tick is being written.
    await expect.poll(() => draftOnDisk(desk)).toContain('"aim":{');
    await desk.reload();
    await unlock(desk, '444444');
    await openTab(desk, 'Soạn bản tin');
    await expect.poll(() => desk.getByLabel('Tiêu đề').inputValue()).toBe(title);
    await desk.getByRole('button', { name: '24 giờ' }).click();
    await takePictures(desk, 'bulletin-form');
    await desk.getByRole('button', { name: 'Gửi duyệt' }).first().click();
    // Nobody presses twice for what the second factor alone stood in the way of.
    await prove(desk, 1);
    await desk.getByText('cần một cán bộ khác duyệt').waitFor();
    await takePictures(desk, 'bulletin-own');
    await lock(desk);
    await signIn(desk, 'Trực ban', '444444');
    await openTab(desk, 'Soạn bản tin');
    await prove(desk, 0);
    await desk.getByRole('button', { name: 'Duyệt và phát' }).click();
    await desk.getByText('Đang phát').waitFor();

    const page = await desk.context().newPage();
    await page.goto(`${server.url}/ban-tin-thanh-pho`);
    await page.getByText(title).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await takePictures(page, 'bulletin-public');
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(title).waitFor();
    await page.getByText('Không có mạng').waitFor();
    await page.close();
    await desk.context().setOffline(false);

    const alarm = tablet.getByTestId('bulletin-alarm');
    expect(await alarm.count()).toBe(0);
    await tablet.context().setOffline(false);
    await alarm.getByText(title).waitFor();
    await takePictures(tablet, 'bulletin-alarm');
    await tablet.context().setOffline(true);
    await alarm.getByRole('button', { name: 'Đã nắm' }).click();
    await alarm.waitFor({ state: 'detached' });
    await tablet.reload();
    await unlock(tablet, '111111');
    await tablet.getByRole('link', { name: 'Bản tin', exact: true }).click();
    await tablet.getByRole('link', { name: title }).click();
    await tablet.getByText('Đồng chí đã xác nhận nắm bản tin này').waitFor();
    expect(await alarm.count()).toBe(0);
    await takePictures(tablet, 'bulletin-open');
    await tablet.context().setOffline(false);

    await desk.getByRole('button', { name: 'Từng đơn vị' }).click();
    const row = desk.getByRole('row').filter({ hasText: 'Ngã ba Cầu Giẽ' });
    await row.getByText('1/4').first().waitFor();
    await expect.poll(() => row.textContent()).toContain('1/4');
    const missing = (name: string) =>
      desk
        .getByRole('listitem')
        .filter({ hasText: new RegExp(`^Cán bộ ${name} 1 .*Ngã ba Cầu Giẽ`) });
    await missing('Phiếu giấy').waitFor();
    expect(await missing('Quét mã').count()).toBe(0);
    await takePictures(desk, 'bulletin-reach');

    await desk.getByRole('button', { name: 'Thu hồi' }).click();
    await desk.getByLabel('Lý do').fill('Nhầm ngày');
    await desk.getByRole('button', { name: 'Thu hồi' }).click();
    await desk.getByText('Đã thu hồi').waitFor();
    await tablet.getByText('Bản tin này đã được thu hồi').waitFor();
  });

  it('[FACTOR-6] what was pressed before the second factor was proven is done, however late its refusal is heard', async () => {
    const desk = await open('Máy 3');
    await signIn(desk, 'Trực ban', '444444');
    await openTab(desk, 'Soạn bản tin');
    await desk.getByLabel('Tiêu đề').fill('Chốt 5 đổi làn');
    await desk.getByLabel('Nội dung').fill('Làn 2 đóng tới 18:00.');
    await desk.getByLabel('Tất cả cán bộ và người dân').check();
    await desk.getByRole('button', { name: '24 giờ' }).click();
    await desk.getByLabel('Mã xác nhận sáu số').waitFor();
    const proven = Promise.withResolvers<void>();
    const statuses: number[] = [];
    desk.on('response', (response) => {
      if (response.url().endsWith('/bulletins/step')) statuses.push(response.status());
    });
    await desk.route(
      '**/bulletins/step',
      async (route) => {
        await proven.promise;
        await route.continue();
      },
      { times: 1 },
    );
    await desk.getByRole('button', { name: 'Gửi duyệt' }).first().click();
    await prove(desk, 1);
    proven.resolve();
    await desk.getByText('cần một cán bộ khác duyệt').waitFor();
    expect(await desk.getByLabel('Mã xác nhận sáu số').count()).toBe(0);
    expect(statuses).toEqual([403, 200, 200]);
  });
});
