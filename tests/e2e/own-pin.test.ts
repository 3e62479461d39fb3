import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, lock, openTab, signIn, tabsOf, unlock } from '../support/officer.ts';
import { runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

describe('a PIN of one’s own', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-pin-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  let tablet: TabletBrowser;
  let other: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir });
    tablet = await openTabletBrowser({ profile: join(work, 'one') });
    other = await openTabletBrowser({
      profile: join(work, 'two'),
      viewport: { width: 390, height: 844 },
    });
    for (const [index, { page }] of [tablet, other].entries()) {
      await page.goto(server.url);
      await enrol(page, unit, `Máy ${index + 1}`);
    }
  });

  afterAll(async () => {
    await tablet.close();
    await other.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const choose = async ({ page }: TabletBrowser, old: string, fresh: string) => {
    await page.getByLabel('Mã PIN đang dùng').fill(old);
    await page.getByLabel('Mã PIN mới', { exact: true }).fill(fresh);
    await page.getByLabel('Gõ lại mã PIN mới').fill(fresh);
    await page.getByRole('button', { name: 'Đổi mã PIN' }).click();
  };

  it('[PIN-3] is chosen without network, opens at once, and opens the other tablet once there is network', async () => {
    const { page } = tablet;
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Cài đặt');
    await page.context().setOffline(true);
    await choose(tablet, '222222', '123456');
    await page.getByText('Mã PIN mới quá dễ đoán').waitFor();
    await choose(tablet, '222222', '740285');
    await page.getByText('Đã đổi. Máy này dùng mã mới ngay').waitFor();
    await lock(page);
    await page.locator('#pin').fill('222222');
    await page.keyboard.press('Enter');
    await page.getByText('Mã PIN không đúng').waitFor();
    await unlock(page, '740285');
    const told = page.waitForResponse((response) => response.url().endsWith('/officer-pin'));
    await page.context().setOffline(false);
    await page.reload();
    expect((await told).ok()).toBe(true);

    const pulled = other.page.waitForResponse((response) => response.url().includes('/pull'));
    await other.page.reload();
    await (await pulled).finished();
    await signIn(other.page, 'Phiếu giấy', '740285');
  });

  it('[PIN-6] a PIN that an administrator gave opens until its officer has chosen another, and nothing else can be done before', async () => {
    const { page } = other;
    const words = ['--name', 'Cán bộ Mới', '--role', 'paper-officer', '--unit', 'hn-01'];
    const printed = await runCommand(dataDir, 'officer', 'add', '--officer', 'hn-01-pg2', ...words);
    const pin = /^PIN (\d{8})$/m.exec(printed)?.[1] ?? '';
    await page.reload();
    await page.locator('#pin').waitFor();
    await page.getByRole('button').filter({ hasText: 'Cán bộ Mới' }).click();
    await page.locator('#pin').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText('chỉ dùng một lần').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await lock(page);
    await page.locator('#pin').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText('chỉ dùng một lần').waitFor();
    await choose(other, pin, '918273');
    await tabsOf(page).waitFor();
    await lock(page);
    await unlock(page, '918273');
  });
});
