import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, fillEnrolment, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unitName = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const person = { name: 'Nguyễn Văn Thử', number: '001090000101', dob: '17/05/1990' };
const sheet = sheetOf({ ...person, serial: 'CG-000001', sex: '1' });

describe('a database that the browser erased', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-tripwire-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, unitName, 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, sheet);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ trên máy: Nguyễn Văn Thử').waitFor();
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const erase = async () => {
    const session = await tablet.page.context().newCDPSession(tablet.page);
    const erased = { origin: server.url, storageTypes: 'all' };
    await session.send('Storage.clearDataForOrigin', erased);
  };

  it('[TRIP-3] under an officer’s hands is said, and what was typed stays on the screen', async () => {
    const { page } = tablet;
    const serial = page.locator('[data-field="paperSerial"] input');
    await serial.fill('CG-000002');
    await page.getByText('Bản nháp lưu lúc').waitFor();
    await erase();
    await page.getByText('Bộ nhớ của máy này đã bị xóa').waitFor({ timeout: 40_000 });
    await expect
      .poll(() => page.getByText('Mọi mục trước đó máy chủ đã nhận').isVisible())
      .toBe(true);
    await expect.poll(() => serial.inputValue()).toBe('CG-000002');
  });

  it('[TRIP-3] is still said after a restart, and goes when the supervisor was told', async () => {
    const { page } = tablet;
    await page.goto(server.url);
    await page.getByText('Bộ nhớ của máy này đã bị xóa').waitFor();
    await page.getByRole('button', { name: 'Đã báo chỉ huy' }).click();
    await page.getByText('Bộ nhớ của máy này đã bị xóa').waitFor({ state: 'detached' });
    await fillEnrolment(page, unitName, 'Máy 1b');
    await signIn(page, 'Phiếu giấy', '222222');
    expect(await page.getByText('Bộ nhớ của máy này').count()).toBe(0);
  });
});
