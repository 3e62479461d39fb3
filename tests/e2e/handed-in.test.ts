import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handsAtDesk } from '../support/hands-at-desk.ts';
import { holdTheLog, letTheLogGo } from '../support/hold-the-log.ts';
import { issuePad } from '../support/issue-pad.ts';
import { enrol, lock, openTab, signIn, typeSheet, unlock } from '../support/officer.ts';
import { oneOfMany, sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

describe('[DRAFT-10] a sheet is kept while the next one is typed', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-handed-in-'));
  const profile = join(work, 'profile');
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const { line, handIn, says, handInHeld, discard, countListed } = handsAtDesk(() => tablet.page);

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('the next sheet lies there at once, and what is said of the last is true at each moment', async () => {
    const { page } = tablet;
    await handInHeld(0);
    await expect.poll(() => line('paperSerial').inputValue()).toBe('');
    // It is no draft any more, and not yet a record.
    expect(
      await page.getByRole('button', { name: `Nhập tiếp: ${oneOfMany(0).name}` }).count(),
    ).toBe(0);
    await page.keyboard.type(oneOfMany(1).serial);
    expect(await says('Đã giữ trên máy', 0).count()).toBe(0);

    await letTheLogGo(page);
    await says('Đã giữ trên máy', 0).waitFor({ state: 'attached' });
    expect(await line('paperSerial').inputValue()).toBe(oneOfMany(1).serial);
    expect(await countListed(0)).toBe(1);
    await openTab(page, 'Phiếu');
    await discard();
  });

  it('a second tap keeps nothing and blames nobody, and the vehicle can be gone on with', async () => {
    const { page } = tablet;
    await handInHeld(1);
    await handIn();
    await page.getByText('Còn thiếu').waitFor();
    expect(await page.getByText('Chưa trả lời').count()).toBe(0);
    await page.keyboard.press('F2');
    await page.getByRole('button', { name: 'Di chuyển' }).click();
    await expect.poll(() => line('move.plate').inputValue()).toBe('29X112345');
    await letTheLogGo(page);
    await says('Đã giữ trên máy', 1).waitFor();
    expect(await countListed(1)).toBe(1);
    await openTab(page, 'Phiếu');
  });

  it('[DRAFT-12] the first letter begins a sheet, before it is saved', async () => {
    const { page } = tablet;
    await handInHeld(10);
    await page.getByRole('button', { name: 'Người tiếp cùng xe' }).waitFor();
    expect(await page.getByRole('button', { name: 'Phiếu mới' }).count()).toBe(0);
    await page.keyboard.type('C');
    await page.keyboard.press('F2');
    await page.getByRole('button', { name: 'Phiếu mới' }).waitFor();
    expect(await line('paperSerial').inputValue()).toBe('C');
    expect(await page.getByRole('button', { name: 'Người tiếp cùng xe' }).count()).toBe(0);
    await letTheLogGo(page);
    await says('Đã giữ trên máy', 10).waitFor({ state: 'attached' });
    await discard();
  });

  it('a lock waits until it is kept', async () => {
    const { page } = tablet;
    await handInHeld(2);
    await lock(page);
    await letTheLogGo(page);
    await unlock(page, '222222');
    expect(await countListed(2)).toBe(1);
    await openTab(page, 'Phiếu');
  });

  it('who leaves the desk and comes back finds a blank sheet there, not the one that is being kept', async () => {
    const { page } = tablet;
    await handInHeld(4);
    await openTab(page, 'Làn');
    await openTab(page, 'Phiếu');
    await letTheLogGo(page);
    await line('paperSerial').and(page.locator('[value=""]')).waitFor();
    expect(await countListed(4)).toBe(1);
    await openTab(page, 'Phiếu');
  });

  it('no other window has the sheet before it is kept, and none after', async () => {
    const { page } = tablet;
    const second = await page.context().newPage();
    await second.goto(`${server.url}/phieu`);
    await unlock(second, '222222');
    await second.getByRole('form').waitFor();
    await openTab(second, 'Làn');
    await page.bringToFront();
    await handInHeld(7);
    await openTab(second, 'Phiếu');
    await second
      .getByRole('link', { name: 'Phiếu' })
      .and(second.locator('[aria-current]'))
      .waitFor();
    expect(await second.getByRole('form').count()).toBe(0);
    await letTheLogGo(page);
    await says('Đã giữ trên máy', 7).waitFor();
    await second.locator('[data-field="paperSerial"] input[value=""]').waitFor();
    await second.close();
    expect(await countListed(7)).toBe(1);
    await openTab(page, 'Phiếu');
  });

  it('the serial that lies under it in the pad is proposed before it is kept', async () => {
    const { page } = tablet;
    await page.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
    const [first = '', second = ''] = await issuePad(page, 4);
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, sheetOf({ ...oneOfMany(5), serial: first }));
    await holdTheLog(page);
    await handIn();
    await says('Đang giữ', 5).waitFor();
    await page.getByRole('button', { name: `${second} tờ kế tiếp trong tập` }).waitFor();
    await page.keyboard.press('Enter');
    expect(await line('paperSerial').inputValue()).toBe(second);
    expect(await says('Đã giữ trên máy', 5).count()).toBe(0);
    await letTheLogGo(page);
    await says('Đã giữ trên máy', 5).waitFor({ state: 'attached' });
  });
});
