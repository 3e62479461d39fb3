import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const first = {
  serial: 'CG-000201',
  name: 'Nguyễn Thị Mẫu',
  number: '001190000201',
  dob: '5/6/1990',
  sex: '2',
} as const;

describe('what need not be typed', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-proposals-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const field = (key: string) => tablet.page.locator(`[data-field="${key}"]`);
  const line = (key: string) => field(key).locator('input').first();
  const isIn = (key: string) => field(key).locator(':focus').waitFor();
  const openSection = (name: string) =>
    tablet.page.getByRole('form').getByRole('button', { name }).click();
  const press = (key: string) => tablet.page.keyboard.press(key);

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await isIn('paperSerial');
    await typeSheet(page, sheetOf(first));
    await press('Control+Enter');
    await page.getByText(`Đã giữ trên máy: ${first.name}`).waitFor();
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[DESK-3] F2 goes on with the vehicle of the sheet before: trip and places stand, the person does not', async () => {
    await isIn('paperSerial');
    await press('F2');
    await openSection('Di chuyển');
    await expect.poll(() => line('move.plate').inputValue()).toMatch(/29X1.?12345/);
    await field('move.to').getByText('Phường Ba Đình, Hà Nội').waitFor();
    await expect.poll(() => field('move.purpose').locator('input:checked').count()).toBe(1);
    await openSection('Người khai');
    expect(await line('fullName').inputValue()).toBe('');
    await openSection('Sức khỏe');
    expect(await tablet.page.getByTestId('fields').locator('input:checked').count()).toBe(0);
  });

  it('[DESK-9] Enter passes what stands there without a doubt, Shift+Enter goes back to it', async () => {
    await openSection('Phiếu');
    await isIn('paperSerial');
    await press('Enter');
    await isIn('ack.how');
    await press('Shift+Enter');
    await isIn('byProxy');
    await press('Shift+Enter');
    await isIn('declaredAt');
    const writtenAt = await line('declaredAt').inputValue();
    await line('declaredAt').fill('1/1/2021 08:00');
    await line('paperSerial').focus();
    await press('Enter');
    await isIn('declaredAt');
    await expect.poll(() => line('declaredAt').inputValue()).toBe('1/1/2021 08:00');
    await line('declaredAt').fill(writtenAt);
  });

  it('[DESK-1] what is usual and the number are proposed, taken with Enter and overridden by typing', async () => {
    await openSection('Phiếu');
    await field('ack.how').getByText('hay gặp gần đây').waitFor();
    expect(await field('ack.how').locator('input:checked').count()).toBe(0);
    await field('ack.how').locator('input').first().focus();
    await press('Enter');
    await isIn('fullName');
    await press('Enter');
    await isIn('docType');
    await press('1');
    await isIn('docNumber');
    await tablet.page.keyboard.type('001090000333');
    await press('Enter');
    await isIn('dob');
    await field('dob').getByText('1990').waitFor();
    await tablet.page.keyboard.type('2/3/1990');
    await press('Enter');
    await isIn('sex');
    await field('sex').getByText('theo số giấy tờ').waitFor();
    await press('Enter');
    await expect.poll(() => field('sex').locator('input:checked').inputValue()).toBe('M');
    await expect.poll(() => line('dob').inputValue()).toBe('2/3/1990');
  });

  it('[DESK-9] what few sheets say is passed while it is blank; Tab goes there', async () => {
    await line('docNumber').focus();
    await press('Tab');
    await isIn('oldDocNumber');
    await tablet.page.keyboard.type('011586611');
    await line('docNumber').focus();
    await press('Enter');
    await isIn('oldDocNumber');
    await line('oldDocNumber').fill('');
    await line('phone').focus();
    await press('Enter');
    await isIn('noPhone');
    await line('phone').fill('0912345678');
    await line('phone').focus();
    await press('Enter');
    await isIn('addr.permanent');
    await press('Shift+Enter');
    await isIn('bhyt');
    expect(await line('email').inputValue()).toBe('');
    await line('phone').fill('');
    // Whose passport it is decides the country; it stands there as Vietnam.
    const afterSex = async (docType: number) => {
      await field('docType').locator('input').nth(docType).check();
      await field('sex').locator('input:checked').focus();
      await press('Enter');
    };
    await afterSex(2);
    await isIn('nationality');
    await afterSex(0);
    await isIn('phone');
  });

  it('[DESK-1] who was here in the last days is proposed what they declared, and no health answer', async () => {
    await line('docNumber').fill(first.number);
    await line('dob').fill('');
    await field('dob').getByText('người này đã khai trước đây').waitFor();
    await line('dob').focus();
    await press('Enter');
    await expect.poll(() => line('dob').inputValue()).toBe('05/06/1990');
    await line('phone').focus();
    await field('phone').getByText('người này đã khai trước đây').waitFor();
    await press('Enter');
    await isIn('addr.permanent');
    await field('addr.staying').getByText('Số 9, Phường Ba Đình, Hà Nội').waitFor();
    await line('addr.staying').focus();
    await press('Enter');
    await field('move.direction').waitFor();
    await openSection('Nơi ở');
    await field('addr.staying').getByRole('button', { name: 'Bỏ chọn' }).waitFor();
    await openSection('Sức khỏe');
    await field('epi.anySymptom').waitFor();
    expect(await tablet.page.getByText('người này đã khai').count()).toBe(0);
    expect(await tablet.page.getByText('hay gặp gần đây').count()).toBe(0);
  });

  it('[PLACE-5] a ward of before 2025 is offered by first letters with what it was, and what it is', async () => {
    await openSection('Nơi ở');
    const ward = field('addr.temporary').getByRole('combobox');
    await ward.fill('lh dd');
    const offered = field('addr.temporary').getByRole('option').first();
    await offered.getByText('trước là Phường Láng Hạ, Quận Đống Đa').waitFor();
    await tablet.page.setViewportSize({ width: 390, height: 560 });
    await ward.fill('');
    await ward.fill('lh dd');
    await offered.waitFor();
    const box = await offered.boundingBox();
    const fields = await tablet.page.getByTestId('fields').boundingBox();
    const seenTo = (fields?.y ?? 0) + (fields?.height ?? 0);
    expect((box?.y ?? seenTo) + (box?.height ?? 0)).toBeLessThanOrEqual(seenTo);
    await tablet.page.setViewportSize({ width: 1280, height: 800 });
    await ward.press('Enter');
    const picked = field('addr.temporary').getByRole('button', { name: 'Bỏ chọn' });
    expect(await picked.getAttribute('aria-label')).toContain('Hà Nội');
  });

  it('[IME-1] composing Vietnamese neither doubles nor eats a letter, and the sheet holds it as composed', async () => {
    const { page } = tablet;
    const cdp = await page.context().newCDPSession(page);
    /** Each word grows stroke by stroke as Telex and VNI show it, and is let go before the next. */
    const compose = async (words: readonly (readonly string[])[]) => {
      for (const [index, strokes] of words.entries()) {
        if (index > 0) await page.keyboard.type(' ');
        for (const text of strokes) {
          const end = text.length;
          await cdp.send('Input.imeSetComposition', {
            text,
            selectionStart: end,
            selectionEnd: end,
          });
        }
        await cdp.send('Input.insertText', { text: strokes.at(-1) ?? '' });
      }
    };
    const names = [
      [
        ['N', 'Ng', 'Ngu', 'Nguy', 'Nguye', 'Nguyê', 'Nguyên', 'Nguyễn'],
        ['đ', 'đa', 'đà', 'đào'],
      ],
      [['Y']],
      ['Tôn', 'Nữ', 'Thị', 'Ngọc', 'Quỳnh', 'Như', 'Ánh', 'Nguyệt'].map((word) =>
        Array.from(word, (_, at) => word.slice(0, at + 1)),
      ),
      [
        ["H'", "H'B", "H'Bi", "H'Bia"],
        ['K', 'Kp', 'Kpă'],
        ['Y-', 'Y-B', 'Y-Bl', 'Y-Blô'],
      ],
    ];
    await openSection('Người khai');
    for (const name of names) {
      const whole = name.map((strokes) => strokes.at(-1)).join(' ');
      await line('fullName').focus();
      await press('Control+A');
      await press('Delete');
      await compose(name);
      await expect.poll(() => line('fullName').inputValue()).toBe(whole.normalize('NFC'));
      await openSection('Sức khỏe');
      await openSection('Người khai');
      await expect.poll(() => line('fullName').inputValue()).toBe(whole.normalize('NFC'));
    }
  });
});
