import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantToInput } from '#domain/declaration/instant-input.ts';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { citizenInput, declare, newCitizen, sendToUrl } from '../support/citizen.ts';
import { codeToPng } from '../support/code-picture.ts';
import { blinkNetwork, enrol, openTab, signIn } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { takePictures } from '../support/take-pictures.ts';
import { useElsewhere } from '../support/use-elsewhere.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const people = [
  { name: 'Vũ Thị Ca', number: '036190012345', sex: 'F' },
  { name: 'Nguyễn Phước Tôn Nữ Hoàng Phương Thảo Nguyên', number: '001190012311', sex: 'F' },
  { name: 'Đỗ Văn Gần', number: '001088012312', sex: 'M' },
] as const;
const [ca, thao, gan] = people;

describe('a case is confirmed', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-tracing-'));
  let server: ServerProcess;
  const browsers: TabletBrowser[] = [];
  const codes: string[] = [];

  const open = async (name: string): Promise<Page> => {
    const browser = await openTabletBrowser({ profile: join(work, name) });
    browsers.push(browser);
    await browser.page.goto(server.url);
    await enrol(browser.page, unit, name);
    return browser.page;
  };
  const answerOn = (page: Page) => page.getByTestId('scan-answer');
  const show = (page: Page, text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ma.png', mimeType: 'image/png', buffer: codeToPng(text) });
  const ringsFor = async (page: Page, number: string): Promise<void> => {
    await page.getByLabel('Không có mã').fill(number);
    await answerOn(page).getByTestId('watched').waitFor();
    await page.getByLabel('Không có mã').fill('');
  };
  /** The tablet has asked what changed in the list, and taken it up. */
  const hearOfList = async (page: Page, change: () => Promise<void>): Promise<void> => {
    const told = page.waitForResponse(/\/api\/v1\/watchlist$/);
    await change();
    await blinkNetwork(page);
    await (await told).finished();
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    const today = instantToInput(Date.now()).slice(0, 10);
    for (const [index, { name, number, sex }] of people.entries()) {
      const fields = { fullName: name, docNumber: number, dob: '17/05/1990', sex };
      const input = citizenInput(2, {
        ...fields,
        phone: `091234560${index}`,
        'move.vehicleType': 'car',
        'move.plate': index < 2 ? '29A12345' : '30F67890',
        'move.departAt': today,
      });
      codes.push((await declare(sendToUrl(server.url), newCitizen(), input)).code);
    }
    await useElsewhere(server.url, 'hn-03', newCitizen().declarationId);
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[TRACE-8] its contacts are found and nobody else, go to the health desk and to an open tablet, which rings until the case is withdrawn', async () => {
    const [lane, desk] = await Promise.all(['Máy 1', 'Máy 2'].map(open));
    if (!lane || !desk) throw new Error('Two were opened.');
    await signIn(lane, 'Quét mã', '111111');
    await openTab(lane, 'Quét');
    for (const [index, code] of codes.entries()) {
      await show(lane, code);
      const answer = answerOn(lane);
      await answer.getByRole('button', { name: 'GIỮ', exact: true }).click();
      await answer.getByText(`Đã giữ trên máy: ${people[index]?.name ?? ''}`).waitFor();
    }
    await lane.getByText('Đã gửi hết').first().waitFor();

    await signIn(desk, 'Truy vết', '444444');
    await openTab(desk, 'Truy vết');
    await desk
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await desk.getByRole('button', { name: 'Xác nhận' }).click();
    await desk.getByText('Chưa có ca nào').waitFor();
    await takePictures(desk, 'trace-empty');
    await desk.getByRole('button', { name: 'Nhập ca mới' }).click();
    const form = desk.getByRole('form', { name: 'Ca bệnh mới' });
    await form.getByLabel('Họ tên').fill('vu thi ca');
    await form.getByRole('button', { name: 'TRUY VẾT' }).click();
    await form.getByText('Cần số giấy tờ').waitFor();
    await takePictures(desk, 'trace-form');
    await form.getByLabel('Ngày sinh').fill('17/05/1990');
    await form.getByLabel('Số giấy tờ').fill(ca.number);
    await desk.context().setOffline(true);
    await form.getByRole('button', { name: 'TRUY VẾT' }).click();
    await desk.getByText('Mất mạng: chưa hỏi được').waitFor();
    await expect.poll(() => form.getByLabel('Số giấy tờ').inputValue()).toBe(ca.number);
    await desk.context().setOffline(false);

    await hearOfList(lane, async () => {
      await form.getByRole('button', { name: 'TRUY VẾT' }).click();
      await desk.getByRole('heading', { name: 'Ca đã qua 1 lượt' }).waitFor();
    });
    const contacts = desk.getByRole('region', { name: '2 người tiếp xúc' });
    await contacts.waitFor();
    const items = contacts.getByRole('list').locator('> li');
    const texts = await items.allTextContents();
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain(thao.name);
    expect(texts[0]).toContain('Cùng xe');
    expect(texts[1]).toContain(gan.name);
    expect(texts[1]).toContain('Cùng làn, cách');
    await contacts.getByRole('button', { name: 'Chọn hết' }).click();
    await contacts.getByRole('button', { name: 'CHUYỂN Y TẾ' }).click();
    await desk.getByText('2 người đã ở hàng chờ của y tế.').waitFor();
    await hearOfList(lane, async () => {
      await contacts.getByRole('button', { name: 'TÌM TRÊN MỌI MÁY' }).click();
      await desk.getByText('2 người: mọi máy sẽ reo khi gặp.').waitFor();
    });
    await takePictures(desk, 'trace-contacts');
    await lane.context().setOffline(true);
    await ringsFor(lane, gan.number);
    await ringsFor(lane, ca.number);
    await show(lane, codes[2] ?? '');
    await answerOn(lane).getByText('ĐANG TRUY VẾT: tiếp xúc ca bệnh').waitFor();
    await expect
      .poll(() => answerOn(lane).getByRole('heading', { name: 'Tạm giữ lại' }).count())
      .toBe(1);
    await lane.getByRole('button', { name: 'Quét mã khác' }).click();
    await lane.context().setOffline(false);

    const saved = desk.waitForEvent('download');
    await contacts.getByRole('button', { name: 'Lưu bảng' }).click();
    expect((await saved).suggestedFilename()).toBe('truy-vet.csv');
    await desk.getByRole('button', { name: 'Nhập nhầm, rút ca' }).click();
    await hearOfList(lane, async () => {
      await desk.getByRole('dialog').getByRole('button', { name: 'Khép' }).click();
      await desk.getByText('Ca đã khép (1)').waitFor();
    });
    await desk.getByRole('button', { name: 'Xem dòng người' }).click();
    await desk.getByText('Chưa có ai qua hai chốt').waitFor();
    await lane.context().setOffline(true);
    await lane.getByLabel('Không có mã').fill(gan.number);
    await answerOn(lane).getByText(gan.number.slice(-4)).first().waitFor();
    expect(await answerOn(lane).getByTestId('watched').count()).toBe(0);
    await lane.context().setOffline(false);
  });
});
