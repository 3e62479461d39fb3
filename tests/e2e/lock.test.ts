import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, lock, openTab, signIn, unlock } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const name = 'Nguyễn Thị Đang Gõ';

describe('a tablet that is locked', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-lock-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;
  const nameField = () => tablet.page.locator('[data-field="fullName"] input').first();
  const everything = () => tablet.page.evaluate(() => document.documentElement.outerHTML);
  const shownAgain = async () => {
    await tablet.page.getByRole('button', { name: 'Người khai' }).click();
    return nameField().inputValue();
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.clock.install();
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'Người khai' }).click();
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[LOCK-1] shows nothing of what was typed, and the PIN goes on where it was', async () => {
    const { page } = tablet;
    await nameField().fill(name);
    await lock(page);
    await page.locator('#pin:focus').waitFor();
    expect(await everything()).not.toContain('Đang Gõ');
    await unlock(page, '222222');
    expect(await shownAgain()).toBe(name);
  });

  it('[LOCK-2] locks itself after five minutes without a touch, and not before', async () => {
    const { page } = tablet;
    await nameField().fill(`${name} Tiếp`);
    await page.clock.fastForward('04:30');
    expect(await page.locator('#pin').count()).toBe(0);
    await page.mouse.move(20, 20);
    await page.mouse.move(40, 40);
    await page.clock.fastForward('04:30');
    expect(await page.locator('#pin').count()).toBe(0);
    await page.clock.fastForward('01:00');
    await page.locator('#pin:focus').waitFor();
    expect(await everything()).not.toContain('Đang Gõ');
    await unlock(page, '222222');
    expect(await shownAgain()).toBe(`${name} Tiếp`);
  });

  it('[LOCK-3] after a reload the officer is named and the PIN is asked', async () => {
    const { page } = tablet;
    await page.reload();
    await page.locator('#pin:focus').waitFor();
    await page.getByText('Mã PIN của Cán bộ Phiếu giấy 1 (mẫu)').waitFor();
    expect(await everything()).not.toContain('Đang Gõ');
    await unlock(page, '222222');
    expect(await shownAgain()).toBe(`${name} Tiếp`);
  });

  it('[LOCK-4] another officer takes it with two taps and the PIN, and sees their own sheets', async () => {
    const { page } = tablet;
    await lock(page);
    await page.getByRole('button').filter({ hasText: 'Cán bộ Quét mã 1' }).click();
    await unlock(page, '111111');
    await openTab(page, 'Phiếu');
    await page.locator('[data-field=paperSerial] input').waitFor();
    expect(await everything()).not.toContain('Đang Gõ');
  });
});
