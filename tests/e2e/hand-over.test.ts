import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLiveCamera, type LiveCamera, type ScreenShot } from '../support/live-camera.ts';
import { enrol, lock, openTab, signIn, typeSheet, unlock } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { readDelivered } from '../support/read-delivered.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { takePictures } from '../support/take-pictures.ts';

const people = [
  ['HN-L-0001', 'Lê Thị Thanh', '001190012301', '17/05/1990', '2'],
  ['HN-L-0002', 'Lê Văn Bình', '001088012302', '03/02/1988', '1'],
  ['HN-L-0003', 'Trần Thị Cúc', '001190012303', '01/03/1990', '2'],
] as const;
const twoRecords = { records: 2, entries: 4 };
const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

/** What a camera in front of this part of the screen sees. */
const shootCanvas = async (canvas: Locator): Promise<ScreenShot> => {
  const { side, red } = await canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas');
    const image = element.getContext('2d')?.getImageData(0, 0, element.width, element.height);
    const pixels = image?.data ?? new Uint8ClampedArray();
    return { side: element.width, red: Array.from(pixels).filter((_, at) => at % 4 === 0) };
  });
  return { side, luma: Uint8Array.from(red) };
};

const shootPicture = async (picture: Locator): Promise<ScreenShot> => {
  const { side, red } = await picture.evaluate((svg) => {
    const scale = 6;
    const modules = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
    const context = new OffscreenCanvas(modules * scale, modules * scale).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, modules * scale, modules * scale);
    context.fillStyle = '#000';
    context.scale(scale, scale);
    context.clip(new Path2D(svg.querySelector('path')?.getAttribute('d') ?? ''));
    context.fillRect(0, 0, modules, modules);
    const { data, width } = context.getImageData(0, 0, modules * scale, modules * scale);
    return { side: width, red: Array.from(data).filter((_, at) => at % 4 === 0) };
  });
  return { side, luma: Uint8Array.from(red) };
};

describe('a tablet that has no network', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-hand-over-'));
  const dataDir = join(work, 'data');
  const cameras: Record<'giver' | 'taker', LiveCamera> = {
    giver: openLiveCamera(join(work, 'giver.y4m')),
    taker: openLiveCamera(join(work, 'taker.y4m')),
  };
  let server: ServerProcess;
  let giver: TabletBrowser;
  let taker: TabletBrowser;
  let oldReceipt: Buffer;

  const keep = async (page: Page, [serial, name, number, dob, sex]: (typeof people)[number]) => {
    await page.locator('[data-field=paperSerial] input:focus').waitFor();
    await typeSheet(page, sheetOf({ serial, name, number, dob, sex }));
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Đã giữ trên máy: ${name}`).waitFor();
  };
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const saved = async (page: Page, name: string): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await button(page, name).click();
    return readFileSync(await (await download).path());
  };
  const openFile = (page: Page, buffer: Buffer) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.chot', mimeType: 'application/octet-stream', buffer });

  const openTakeOver = async () => {
    await openTab(taker.page, 'Cài đặt');
    await taker.page.getByRole('link', { name: 'Nhận bàn giao từ máy khác' }).click();
  };
  const openTablet = (name: 'giver' | 'taker') =>
    openTabletBrowser({ profile: join(work, name), cameraClip: join(work, `${name}.y4m`) });
  const line = (what: string) => taker.page.getByRole('listitem').filter({ hasText: what });
  const first = '2 tờ khai (4 dòng)';
  const second = '1 tờ khai (2 dòng)';

  beforeAll(async () => {
    server = await startServer({ dataDir });
    [giver, taker] = await Promise.all([openTablet('giver'), openTablet('taker')]);
    await giver.page.goto(server.url);
    await enrol(giver.page, unit, 'Máy 1');
    await signIn(giver.page, 'Phiếu giấy', '222222');
    await giver.page.context().setOffline(true);
    await taker.page.goto(server.url);
    await enrol(taker.page, unit, 'Máy 2');
    await signIn(taker.page, 'Chốt trưởng', '333333');
    await openTab(taker.page, 'Cài đặt');
    await takePictures(taker.page, 'settings');
    await openTakeOver();
  });

  afterAll(async () => {
    await giver.close();
    await taker.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[CARRY-13] hands over by file, locked, and takes the server’s receipt by file', async () => {
    const { page } = giver;
    await openTab(page, 'Phiếu');
    await keep(page, people[0]);
    await keep(page, people[1]);
    await takePictures(taker.page, 'take-empty');
    await lock(page);
    await takePictures(page, 'lock');
    await page.getByRole('link', { name: 'Bàn giao dữ liệu không cần mạng' }).click();
    await page.getByText('Máy 1: 2 tờ khai (4 dòng)').waitFor();
    await takePictures(page, 'give');
    const file = await saved(page, 'Lưu tệp .chot');
    for (const [, name, number] of people) {
      expect(file.includes(name)).toBe(false);
      expect(file.includes(number)).toBe(false);
    }
    await taker.page.context().setOffline(true);
    await openFile(taker.page, file);
    await taker.page.getByText('Đã nhận giữ 2 tờ khai (4 dòng) của Máy 1.').waitFor();
    await line(first).getByText('Chờ mạng để gửi').waitFor();
    await openTab(taker.page, 'Cài đặt');
    await taker.page.getByText('đang giữ hộ 1 phần chưa gửi').waitFor();
    await taker.kill();
    expect(readDelivered(dataDir)).toEqual({ records: 0, entries: 0 });

    // Its battery was gone; with a network it brings what it took, before anybody unlocks it.
    taker = await openTablet('taker');
    await taker.page.goto(server.url);
    await expect.poll(() => readDelivered(dataDir), { timeout: 60_000 }).toEqual(twoRecords);
    await unlock(taker.page, '333333');
    await openTakeOver();
    await line(first).getByText('Máy chủ đã nhận').waitFor();
    await openFile(taker.page, file);
    await taker.page.getByText('đã nhận trước đây').waitFor();
    await expect.poll(() => taker.page.getByRole('listitem').count()).toBe(1);
    oldReceipt = await saved(taker.page, 'Lưu tệp biên nhận');
    await openFile(page, oldReceipt);
    await page.getByText('Máy chủ đã nhận đủ. Thêm 4 dòng, không còn gì chưa gửi.').waitFor();
    await page.getByText('Máy 1: 0 tờ khai (0 dòng)').waitFor();
    await takePictures(page, 'given');
    expect(readDelivered(dataDir)).toEqual(twoRecords);
  });

  it('[CARRY-13] hands over by codes through the camera, and takes the receipt by code', async () => {
    const { page } = giver;
    await page.getByRole('link', { name: 'Quay lại' }).click();
    await unlock(page, '222222');
    await openTab(page, 'Phiếu');
    await keep(page, people[2]);
    await openTab(page, 'Cài đặt');
    await page.getByRole('link', { name: 'Bàn giao dữ liệu không cần mạng' }).click();
    await button(page, 'Hiện mã cho máy kia đọc').click();
    const code = page.getByRole('img', { name: 'Mã chạy liên tục' });
    await code.waitFor();
    await button(taker.page, 'Đọc mã trên máy giao').click();
    await taker.page.getByText('Soi cả mã vào khung').waitFor();
    const taken = taker.page.getByText('Đã nhận giữ 1 tờ khai (2 dòng) của Máy 1.');
    await takePictures(page, 'codes');
    cameras.taker.showScreens([await shootCanvas(code)]);
    await taker.page.getByText('50% · 1/2').waitFor();
    await takePictures(taker.page, 'take-codes');
    // Interrupted: the other one is needed elsewhere.
    await openTab(taker.page, 'Danh sách');
    await openTakeOver();
    await button(taker.page, 'Đọc tiếp').click();
    await taker.page.getByText('50% · 1/2').waitFor();
    for (let look = 0; look < 20 && !(await taken.isVisible()); look += 1) {
      const shots: ScreenShot[] = [];
      for (let shot = 0; shot < 6; shot += 1) {
        shots.push(await shootCanvas(code));
        await sleep(100);
      }
      cameras.taker.showScreens(shots);
      await sleep(700);
    }
    await taken.waitFor();
    await line(second).getByText('Máy chủ đã nhận').waitFor({ timeout: 60_000 });
    await button(page, 'Máy kia đã đủ').click();
    await openFile(page, oldReceipt);
    await page.getByText('Biên nhận này không thêm gì mới. Còn 2 dòng').waitFor();
    // The older line of the same tablet: its receipt covers what came later.
    await line(first).getByRole('button', { name: 'Hiện biên nhận' }).click();
    const receipt = line(first).getByRole('img', { name: 'Mã biên nhận' });
    await takePictures(taker.page, 'receipt');
    cameras.giver.showScreens([await shootPicture(receipt)]);
    await button(page, 'Quét biên nhận').click();
    await page.getByText('Máy chủ đã nhận đủ. Thêm 2 dòng').waitFor({ timeout: 60_000 });
    expect(readDelivered(dataDir)).toEqual({ records: 3, entries: 6 });
    await page.context().setOffline(false);
    await page.getByText('0 chưa gửi').or(page.getByText('Đã gửi hết')).first().waitFor();
    expect(readDelivered(dataDir)).toEqual({ records: 3, entries: 6 });
  });
});
