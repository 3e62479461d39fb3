import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeToPng } from '../support/code-picture.ts';
import { enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { scanQuickly } from '../support/quick-keys.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const people = [
  {
    serial: 'HN-L-0001',
    name: 'Lê Thị Thanh',
    number: '001190012301',
    dob: '17/05/1990',
    sex: '2',
  },
  { serial: 'HN-L-0002', name: 'Lê Văn Bình', number: '001088012302', dob: '03/02/1988', sex: '1' },
] as const;
const cardOf = ({ number, name, dob, sex }: (typeof people)[number]): string =>
  `${number}||${name}|${dob.replaceAll('/', '')}|${sex === '1' ? 'Nam' : 'Nữ'}|Đống Đa, Hà Nội|10082021`;
const [thanh, binh] = people;

describe('the lane keeps without typing', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-lane-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const answer = () => tablet.page.getByTestId('scan-answer');
  const show = (text: string) =>
    tablet.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ma.png', mimeType: 'image/png', buffer: codeToPng(text) });
  const scanByKeys = (text: string) => scanQuickly(tablet.page, text);
  const countKept = async (): Promise<number> => {
    await openTab(tablet.page, 'Danh sách');
    const rows = tablet.page.getByTestId('records').getByRole('listitem');
    // The list is read when it is opened.
    await rows.first().waitFor();
    const count = await rows.count();
    await openTab(tablet.page, 'Quét');
    return count;
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Quét mã', '111111');
    await openTab(page, 'Phiếu');
    for (const person of people) {
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      await typeSheet(page, sheetOf(person));
      await page.keyboard.press('Control+Enter');
      await page.getByText(`Đã giữ trên máy: ${person.name}`).waitFor();
    }
    // From here on nothing may come from anywhere.
    await server.stop();
    await openTab(page, 'Quét');
  });

  afterAll(async () => {
    await tablet.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('[LANE-5] two cards in a row are two people of one vehicle, kept with one tap, and taken back with one', async () => {
    await show(cardOf(thanh));
    await answer().getByRole('heading', { name: 'Cho qua' }).waitFor();
    await show(cardOf(binh));
    await answer().getByRole('button', { name: 'GIỮ 2 NGƯỜI' }).click();
    await answer().getByText('Đã giữ 2 người').waitFor();
    await answer().getByRole('button', { name: 'Hoàn tác' }).click();
    await answer().getByRole('heading', { name: 'Cho qua' }).waitFor();
    await answer().getByRole('button', { name: 'GIỮ 2 NGƯỜI' }).click();
    await answer().getByText('Đã giữ 2 người').waitFor();
    // Two sheets, two that were taken back and stay in the list as void, two that count.
    expect(await countKept()).toBe(6);
    await answer().getByRole('button', { name: 'Hoàn tác' }).waitFor({ state: 'detached' });
    await show(cardOf(thanh));
    await answer().getByText('vừa qua chốt lúc').waitFor();
  });

  it('[LANE-6] a fever measured in the lane changes the proposal, and a decision against it asks for a reason', async () => {
    const { page } = tablet;
    await page.getByLabel('Thân nhiệt').fill('38,2');
    await answer().getByRole('heading', { name: 'Chuyển y tế' }).waitFor();
    await answer().getByText('Sốt 38,2 °C đo tại chốt').waitFor();
    await page.getByRole('button', { name: 'Sửa kết luận' }).click();
    await page.getByRole('button', { name: 'Cho qua' }).click();
    await page.getByText('Vì sao?').waitFor();
    await page.getByRole('button', { name: 'Lý do khác' }).click();
    await answer().getByRole('heading', { name: 'Cho qua' }).waitFor();
    expect(await answer().getByText('Sốt 38,2 °C').count()).toBe(0);
  });

  it('[KEYS-2] a scanner that types is read without a field, and the number of somebody known is found as it is typed', async () => {
    const { page } = tablet;
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await scanByKeys('CHOT-P:HN-L-0009');
    await answer().getByText('Phiếu giấy số HN-L-0009').waitFor();
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await page.getByLabel('Không có mã').fill('12302');
    await answer().getByRole('link', { name: 'Lê Văn Bình' }).first().waitFor();
    await expect.poll(() => answer().getByRole('listitem').count()).toBeGreaterThan(0);
  });
});
