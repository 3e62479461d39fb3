import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, lock, openTab, signIn, tabsOf, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const first = {
  serial: 'CG-000001',
  name: 'Nguyễn Văn Thử',
  number: '001090000101',
  dob: '1990',
  sex: '1',
} as const;

describe('the paper desk', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-desk-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const field = (key: string) => tablet.page.locator(`[data-field="${key}"]`);
  const openSection = (name: string) =>
    tablet.page.getByRole('form').getByRole('button', { name }).click();
  const keepSheet = async (person: Parameters<typeof sheetOf>[0]) => {
    await field('paperSerial').locator('input:focus').waitFor();
    await typeSheet(tablet.page, sheetOf(person));
    await tablet.page.keyboard.press('Control+Enter');
    await tablet.page.getByText(`Đã giữ trên máy: ${person.name}`).waitFor();
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await keepSheet(first);
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[DESK-10] a quick hand finds judged what it typed and drawn what it opened, before any picture of it', async () => {
    const { page } = tablet;
    const quick = { ...first, serial: 'CG-000002', name: 'Lê Thị Nhanh', number: '001090000102' };
    await field('paperSerial').locator('input:focus').waitFor();
    await typeSheet(page, sheetOf(quick));
    await openSection('Người khai');
    /** A letter, another line and Ctrl+Enter in one breath, with no picture between them. */
    const typeAndKeep = (bornOn: string) =>
      page.evaluate((typed) => {
        const line = (key: string) =>
          document.querySelector<HTMLInputElement>(`[data-field="${key}"] input`);
        line('dob')?.focus();
        line('dob')?.select();
        document.execCommand('insertText', false, typed);
        line('phone')?.focus();
        const keep = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
        line('phone')?.dispatchEvent(new KeyboardEvent('keydown', keep));
      }, bornOn);
    await typeAndKeep('31/2/1990');
    await page.locator('[data-field="dob"] input:focus').waitFor();
    await field('dob').getByText('Không có ngày này').waitFor();

    const rows = await page.evaluate(async () => {
      const press = (key: string) =>
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      press('PageUp');
      // As between any two keys: nothing is waited for, what the first has set in motion is done.
      await Promise.resolve();
      press('Shift');
      return [...document.querySelectorAll<HTMLElement>('[data-field]')].map(
        (row) => row.dataset['field'],
      );
    });
    expect(rows).toContain('ack.how');
    await openSection('Người khai');
    await typeAndKeep('1990');
    await page.getByText(`Đã giữ trên máy: ${quick.name}`).waitFor();
  });

  it('[FORM-9] the same serial and the same number are doubted while they are typed, and may be kept', async () => {
    const { page } = tablet;
    await page.keyboard.type('cg-000001');
    await field('paperSerial').getByText('Phiếu này đã giữ').getByRole('link').waitFor();
    await openSection('Người khai');
    await field('docType').locator('input').first().check();
    await field('docNumber').locator('input').fill('0010 9000 0101');
    await field('docNumber').getByText('Số này đã qua trong ca').waitFor();
    await field('dob').locator('input').fill('1980');
    await field('docNumber').getByText('Số này là của người sinh năm 1990').waitFor();
    await field('docNumber').getByRole('link').click();
    await page.getByRole('heading', { name: first.name }).waitFor();
    await openTab(page, 'Phiếu');
    await openSection('Phiếu');
    await field('paperSerial').locator('input').focus();
    await keepSheet({ ...first, name: 'Nguyễn Văn Thử Hai' });
    await openTab(page, 'Danh sách');
    await page.getByTestId('records').getByRole('link').nth(1).waitFor();
    await expect.poll(() => page.getByTestId('records').getByText('001090000101').count()).toBe(2);
    await openTab(page, 'Phiếu');
  });

  it('[SCREEN-5] with many warnings Keep, the proposal and their count stay in sight, and the fields keep room', async () => {
    const { page } = tablet;
    await openSection('Phiếu');
    await field('declaredAt').locator('input').fill('1/1/2021 08:00');
    await openSection('Nơi ở');
    for (const key of ['addr.permanent', 'addr.staying', 'addr.temporary']) {
      await field(key).locator('input').last().fill('Số 1, không rõ phường');
    }
    await openSection('Di chuyển');
    await field('move.departAt').locator('input').fill('1/1/2020');
    await openSection('Sức khỏe');
    await field('epi.contactCase').locator('input').first().check();
    await page.getByRole('button', { name: 'Còn 2 chỗ cần xem' }).waitFor();
    const rail = page.getByRole('complementary');
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
      [1280, 500],
      [390, 500],
    ] as const) {
      await page.setViewportSize({ width, height });
      const inSight = [
        rail.getByRole('button', { name: 'Giữ' }),
        rail.getByText('Chuyển y tế'),
        ...(width < 900 ? [rail.getByRole('button', { name: 'Cần xem lại 5' })] : []),
      ];
      for (const one of inSight) {
        const box = await one.boundingBox();
        const bottom = (box?.y ?? height) + (box?.height ?? 0);
        expect(bottom, `${width}x${height}`).toBeLessThanOrEqual(height);
        const right = (box?.x ?? width) + (box?.width ?? 0);
        expect(right, `${width}x${height}`).toBeLessThanOrEqual(width);
      }
      const beyond = await page
        .getByRole('main')
        .evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(beyond, `${width}x${height}`).toBe(0);
      const fields = await page.getByTestId('fields').boundingBox();
      expect(fields?.height, `${width}x${height}`).toBeGreaterThan(200);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('[PLACE-3] a ward that was typed and not picked stays, and the fields below do not move', async () => {
    await openSection('Nơi ở');
    const staying = field('addr.staying');
    const ward = staying.getByRole('combobox');
    const house = staying.getByLabel('Số nhà');
    const before = await house.boundingBox();
    await ward.fill('dong da');
    await staying.getByRole('option').first().waitFor();
    expect(await house.boundingBox()).toEqual(before);
    await house.focus();
    expect(await staying.getByRole('option').count()).toBe(0);
    await openSection('Phiếu');
    await openSection('Nơi ở');
    await expect.poll(() => ward.inputValue()).toBe('dong da');

    await ward.fill('ba dinh');
    await staying.getByRole('option').first().click();
    await staying.getByRole('button', { name: 'Bỏ chọn' }).click();
    await staying.locator('[role=combobox]:focus').waitFor();
  });

  it('[SCREEN-6] Shift+Enter goes back to the last field of the section before; Ctrl+Enter keeps from anywhere', async () => {
    const { page } = tablet;
    await openSection('Người khai');
    await page.locator('[data-field="fullName"] input:focus').waitFor();
    await page.keyboard.press('Shift+Enter');
    await page.locator('[data-field="ack.how"] :focus').waitFor();
    await tabsOf(page).getByRole('link', { name: 'Phiếu' }).focus();
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-field] :focus').waitFor();
    await expect.poll(() => page.getByText('Chưa trả lời').count()).toBeGreaterThan(0);
  });

  it('[SCREEN-9] on a phone no label and no name is cut', async () => {
    const { page } = tablet;
    await page.setViewportSize({ width: 390, height: 844 });
    await openTab(page, 'Danh sách');
    await page.getByTestId('records').getByRole('link').nth(1).waitFor();
    const cut = await page
      .locator('nav span, [data-testid=records] strong')
      .evaluateAll((all) =>
        all
          .filter(
            (one) =>
              one.scrollWidth > one.clientWidth && getComputedStyle(one).display !== 'inline',
          )
          .map((one) => one.textContent),
      );
    expect(cut).toEqual([]);
    const sizes = await page
      .locator('nav span')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('[SIGN-5] the wrong PIN that costs a wait says so at once, and counts down', async () => {
    const { page } = tablet;
    await lock(page);
    await page.getByRole('button').filter({ hasText: 'Quét mã' }).first().click();
    const timer = page.getByRole('timer');
    for (const pin of ['900001', '900002', '900003']) {
      await page.locator('#pin').fill(pin);
      await page.keyboard.press('Enter');
      await page.getByText('Mã PIN không đúng').waitFor();
      await page.locator('#pin[value=""]').waitFor();
      expect(await timer.innerText()).toBe('');
    }
    await page.locator('#pin').fill('900004');
    await page.keyboard.press('Enter');
    await timer.getByText(/sau \d giây/).waitFor();
    const secondsLeft = async () => Number(/\d+/.exec(await timer.innerText())?.[0] ?? Number.NaN);
    const atFirst = await secondsLeft();
    expect(atFirst).toBeLessThanOrEqual(5);
    await expect.poll(secondsLeft).toBe(atFirst - 1);
    await page.reload();
    await page.getByRole('button').filter({ hasText: 'Quét mã' }).first().click();
    await timer.getByText('Thử lại sau').waitFor();
    await page.locator('#pin').fill('111111');
    expect(await page.getByRole('button', { name: 'Vào ca' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Vào ca' }).click();
    await tabsOf(page).waitFor();
  });

  it('[SCREEN-7] the status bar is not green a moment longer than the network', async () => {
    const { page } = tablet;
    const mark = page.getByTestId('delivery').locator('svg');
    await page.getByTestId('delivery').locator('[data-state=delivered]').waitFor();
    await page.context().setOffline(true);
    await page.getByTestId('delivery').getByText('mất mạng').waitFor();
    expect(await mark.getAttribute('data-state')).toBe('out-of-sight');
    await page.context().setOffline(false);
    // A server that was out of reach is tried again within 30 s, should the event come before the network.
    const delivered = page.getByTestId('delivery').locator('[data-state=delivered]');
    await delivered.waitFor({ timeout: 45_000 });
    expect(await page.getByTestId('delivery').innerText()).not.toContain('mất mạng');
  });

  it('[SHIFT-5] who closes the shift is told of the sheets that were begun and not kept', async () => {
    const { page } = tablet;
    await lock(page);
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Ca trực');
    const drafts = page.locator('[data-point=drafts]');
    await drafts.getByText('Phiếu nhập dở: 1').waitFor();
    await drafts.getByText('Máy 1').waitFor();
    expect(await page.getByRole('button', { name: 'Ký' }).last().isDisabled()).toBe(true);
    expect(await page.getByTestId('shift-closed').count()).toBe(0);
  });
});
