import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { enrol, lock, openDesk, openTab, signIn, typeSheet, unlock } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const codeFrom = (stepsAhead: number): string =>
  codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000) + stepsAhead);

describe('looking people up, and who did', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-oversight-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    // A passkey needs a name, not a number.
    await page.goto(server.url.replace('127.0.0.1', 'localhost'));
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    const person = { serial: 'HN-T-0001', name: 'Vũ Thị Tra Cứu', number: '001190012345' };
    await typeSheet(page, sheetOf({ ...person, dob: '17/05/1990', sex: '2' }));
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ').first().waitFor();
    await page.getByText('Đã gửi hết').first().waitFor();
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const prove = async (code: string) => {
    const { page } = tablet;
    await page.getByLabel('Mã xác nhận sáu số').fill(code);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
  };

  it('[FACTOR-6] a supervisor finds a person on the server after the second factor, and a wrong code is told in words', async () => {
    const { page } = tablet;
    await lock(page);
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Danh sách');
    await page.getByRole('link', { name: 'Tra cứu trên máy chủ' }).click();
    await page.getByLabel('Họ tên').check();
    await page.getByRole('textbox', { name: 'Họ tên' }).fill('tra cuu');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await prove('000000');
    await page.getByText('Mã không đúng').waitFor();
    await prove(codeFrom(0));
    const results = page.getByRole('list', { name: 'Kết quả' });
    await results.getByText('Vũ Thị Tra Cứu').waitFor();
    await expect.poll(() => results.getByRole('listitem').count()).toBe(1);
  });

  it('[FACTOR-9] a supervisor adds a passkey in the settings and finds people by it', async () => {
    const { page } = tablet;
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await openTab(page, 'Cài đặt');
    await page.getByRole('button', { name: 'Thêm vân tay, khuôn mặt' }).click();
    await page.getByText('Ở máy chủ đồng chí có 1').waitFor();
    await lock(page);
    await unlock(page, '333333');
    const find = async () => {
      await openTab(page, 'Danh sách');
      await page.getByRole('link', { name: 'Tra cứu trên máy chủ' }).click();
      await page.getByLabel('Họ tên').check();
      await page.getByRole('textbox', { name: 'Họ tên' }).fill('tra cuu');
      await page.getByRole('button', { name: 'Tìm' }).click();
    };
    await find();
    await devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.getByRole('button', { name: 'Vân tay, khuôn mặt' }).click();
    await page.getByText('Máy không nhận ra bạn, hoặc đã hủy').waitFor();
    await devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await page.getByRole('button', { name: 'Vân tay, khuôn mặt' }).click();
    const results = page.getByRole('list', { name: 'Kết quả' });
    await results.getByText('Vũ Thị Tra Cứu').waitFor();
    await expect.poll(() => results.getByRole('listitem').count()).toBe(1);
  });

  it('[FACTOR-10] the lock ends the session on the server too', async () => {
    const { page } = tablet;
    const told = page.waitForResponse(/\/api\/v1\/session\/end$/);
    await lock(page);
    expect((await told).status()).toBe(200);
  });

  it('[AUDIT-4] the administrator sees that look-up, that the chain is whole, and takes all of it along', async () => {
    const { page } = tablet;
    await signIn(page, 'Quản trị', '444444');
    await openDesk(page, 'Nhật ký xem');
    await prove(codeFrom(0));
    await page.getByText('Chuỗi nguyên vẹn').waitFor();
    const line = page.getByRole('row', { name: 'Tra theo họ tên' }).first();
    await expect.poll(() => line.textContent()).toContain('hn-01-ct1');
    await page.getByLabel('Đã tra số, biển số, tên').fill('người khác');
    await page.getByRole('button', { name: 'Lọc' }).click();
    await page.getByText('Không có dòng nào như vậy').waitFor();
    await page.getByLabel('Đã tra số, biển số, tên').fill('cứu tra');
    await page.getByRole('button', { name: 'Lọc' }).click();
    await line.waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Xuất tất cả' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    const deeds = file
      .trim()
      .split('\n')
      .map((text) => String(JSON.parse(text).deed));
    expect(deeds).toContain('look-up-by-name');
    expect(file).not.toContain('Tra Cứu');
  });
});
