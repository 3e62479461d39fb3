import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn, unlock } from '../support/officer.ts';
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
    await unlock(page, '222222');
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'Người khai' }).click();
    const found = await line(page, 'fullName').inputValue();
    expect(typed.startsWith(found)).toBe(true);
    expect(found.length).toBeGreaterThan(80 - 1000 / strokeMs);
  });

  it('[DRAFT-5] a second window says that the draft is open elsewhere, and opens it with all that was typed', async () => {
    const { page } = tablet;
    const second = await page.context().newPage();
    await second.goto(`${server.url}/phieu`);
    await unlock(second, '222222');
    await second.getByText('đang mở ở cửa sổ khác').waitFor();
    await line(page, 'fullName').fill('Trần Thị Hai Cửa Sổ');
    await second.getByRole('button', { name: 'Mở ở đây' }).click();
    await second.getByRole('button', { name: 'Người khai' }).click();
    await expect.poll(() => line(second, 'fullName').inputValue()).toBe('Trần Thị Hai Cửa Sổ');
    await page.getByText('đang mở ở cửa sổ khác').waitFor();
    expect(await page.getByRole('form').count()).toBe(0);

    await page.getByRole('button', { name: 'Phiếu mới' }).click();
    await line(page, 'paperSerial').fill('CG-000009');
    await openTab(page, 'Làn');
    await openTab(page, 'Phiếu');
    await expect.poll(() => line(page, 'paperSerial').inputValue()).toBe('CG-000009');
    await second.close();
  });

  it('[DRAFT-5] a window that has the draft and does not answer loses it', async () => {
    const { page } = tablet;
    const draftId = await page.evaluate(() => String(history.state.draftId));
    await openTab(page, 'Làn');
    const mute = await page.context().newPage();
    await mute.goto(`${server.url}/icon.svg`);
    await mute.evaluate(async (id) => {
      await new Promise<void>((held) => {
        void navigator.locks.request(`chot-draft:${id}`, () => {
          held();
          return new Promise(() => undefined);
        });
      });
    }, draftId);
    await page.bringToFront();
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'Mở ở đây' }).click();
    await page.getByRole('form').waitFor();
    await expect.poll(() => line(page, 'paperSerial').inputValue()).toBe('CG-000009');
    await mute.close();
  });

  it('[DRAFT-6] a blank sheet and every draft can be reached while others are open', async () => {
    const { page } = tablet;
    for (const serial of ['CG-000011', 'CG-000012', 'CG-000013', 'CG-000014']) {
      await page.getByRole('button', { name: 'Phiếu mới' }).click();
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      expect(await line(page, 'paperSerial').inputValue()).toBe('');
      await line(page, 'paperSerial').fill(serial);
    }
    await page.getByRole('button', { name: 'Còn 3 bản nháp' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trần Thị Hai Cửa Sổ' }).click();
    await page.getByRole('button', { name: 'Người khai' }).click();
    await expect.poll(() => line(page, 'fullName').inputValue()).toBe('Trần Thị Hai Cửa Sổ');
    await page.reload();
    await unlock(page, '222222');
    await page.getByRole('button', { name: 'Người khai' }).click();
    await expect.poll(() => line(page, 'fullName').inputValue()).toBe('Trần Thị Hai Cửa Sổ');
  });

  it('[DRAFT-9] a sheet that is begun stays under the hand of who types, however late a busy browser grants it', async () => {
    const { page } = tablet;
    await page.evaluate(() => {
      const { locks } = navigator;
      const request = locks.request.bind(locks) as (...of: unknown[]) => Promise<unknown>;
      Object.assign(globalThis, { granted: 0 });
      // A second is more than any patience with another window.
      locks.request = (async (name: string, options: object, hold: () => unknown) => {
        await new Promise((resolve) => {
          setTimeout(resolve, 1_000);
        });
        return request(name, options, () => {
          if (name.startsWith('chot-draft:')) Object.assign(globalThis, { granted: 1 });
          return hold();
        });
      }) as typeof locks.request;
    });
    await page.getByRole('button', { name: 'Phiếu mới' }).click();
    const serial = line(page, 'paperSerial');
    await serial.and(page.locator('[value=""]')).waitFor();
    await serial.pressSequentially('CHAM-0001');
    await page.waitForFunction(() => Reflect.get(globalThis, 'granted') === 1);
    await expect.poll(() => serial.inputValue()).toBe('CHAM-0001');
    await page.reload();
    await unlock(page, '222222');
    await expect.poll(() => line(page, 'paperSerial').inputValue()).toBe('CHAM-0001');
  });
});
