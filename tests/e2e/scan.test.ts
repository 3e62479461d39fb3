import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCameraClip } from '../support/camera-clip.ts';
import { codeToPng } from '../support/code-picture.ts';
import { enrol, openTab, signIn, unlock } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { takePictures } from '../support/take-pictures.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const cardOf = (number: string, name: string): string =>
  `${number}||${name}|17051990|Nữ|Xóm 5, Nam Cường, Nam Trực, Nam Định|10082021`;
const held = cardOf('036190012345', 'Nguyễn Thị Thanh Hương');
const photographed = cardOf('036190012346', 'Trần Thị Ảnh Chụp');

describe('the lane', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-scan-'));
  const cameraClip = join(work, 'camera.y4m');
  let server: ServerProcess;
  let tablet: TabletBrowser;
  const forbidden: string[] = [];

  const answer = () => tablet.page.getByTestId('scan-answer');
  const readPicture = (text: string) =>
    tablet.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ma.png', mimeType: 'image/png', buffer: codeToPng(text) });

  beforeAll(async () => {
    writeCameraClip(cameraClip, held);
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile'), cameraClip });
    const { page } = tablet;
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) forbidden.push(message.text());
    });
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Quét mã', '111111');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[SCAN-1] a picture and the camera do not overwrite each other', async () => {
    const { page } = tablet;
    await openTab(page, 'Quét');
    await answer().getByText('Nguyễn Thị Thanh Hương', { exact: true }).waitFor();
    await readPicture(photographed);
    await answer().getByText('Trần Thị Ảnh Chụp', { exact: true }).waitFor();
    await answer().getByRole('button', { name: 'Chưa dùng: Nguyễn Thị Thanh Hương' }).waitFor();
    await openTab(page, 'Làn');
    await openTab(page, 'Quét');
    await page.getByText('Đưa mã vào trong khung').waitFor();
    await answer().getByText('Trần Thị Ảnh Chụp', { exact: true }).waitFor();
    await expect.poll(() => answer().getByRole('heading').count()).toBe(1);
  });

  it('[SCAN-3] what is in hand is there after a reload', async () => {
    const { page } = tablet;
    await page.reload();
    await unlock(page, '111111');
    await openTab(page, 'Quét');
    await answer().getByText('Trần Thị Ảnh Chụp', { exact: true }).waitFor();
    await answer().getByRole('button', { name: 'Chưa dùng: Nguyễn Thị Thanh Hương' }).waitFor();
    await expect.poll(() => answer().getByRole('heading').count()).toBe(1);
  });

  it('[SERVER-15] neither the camera nor a screen needs what the policy forbids', async () => {
    for (const name of ['Danh sách', 'Phiếu', 'Làn', 'Quét']) await openTab(tablet.page, name);
    await tablet.page.getByText('Đưa mã vào trong khung').waitFor();
    expect(forbidden).toEqual([]);
  });

  it('[SCAN-2] “another code” puts the held one away', async () => {
    const { page } = tablet;
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await answer().getByText('Nguyễn Thị Thanh Hương', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await answer().getByText('Đưa mã khác vào khung').waitFor();
    await openTab(page, 'Làn');
    await openTab(page, 'Quét');
    await page.getByText('Đưa mã vào trong khung').waitFor();
    const filmS = () =>
      page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
    const putAwayAtS = await filmS();
    await expect.poll(filmS).toBeGreaterThan(putAwayAtS + 0.7);
    expect(await answer().getByText('Nguyễn Thị Thanh Hương').count()).toBe(0);
  });

  it('[DRAFT-7] the same card opens its draft again, and an unusable code a blank sheet', async () => {
    const { page } = tablet;
    const phone = page.locator('[data-field="phone"] input');
    const goOn = async () => {
      await readPicture(photographed);
      await answer().getByText('Trần Thị Ảnh Chụp', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Điền tiếp tờ khai' }).click();
    };
    await goOn();
    await page.locator('[data-field="ack.how"] input:focus').waitFor();
    await page.getByRole('button', { name: 'Người khai' }).click();
    await phone.fill('0912345678');
    await openTab(page, 'Quét');
    await goOn();
    await page.getByRole('button', { name: 'Người khai' }).click();
    await expect.poll(() => phone.inputValue()).toBe('0912345678');

    await openTab(page, 'Quét');
    await readPicture('no code of ours');
    await page.getByRole('button', { name: 'Nhập phiếu giấy' }).click();
    const serial = page.locator('[data-field="paperSerial"] input');
    await serial.waitFor();
    expect(await serial.inputValue()).toBe('');
    await page.getByRole('button', { name: 'Người khai' }).click();
    expect(await page.locator('[data-field="fullName"] input').inputValue()).toBe('');
  });
  it('[DRAFT-13] a card is read into the sheet of paper in work, and into the one that bears its number', async () => {
    const { page } = tablet;
    const line = (key: string) => page.locator(`[data-field="${key}"] input`).first();
    const openPerson = () => page.getByRole('button', { name: 'Người khai' }).click();
    const begin = async (serial: string) => {
      await openTab(page, 'Phiếu');
      await page
        .getByRole('form')
        .getByRole('button', { name: /^Phiếu/ })
        .click();
      await line('paperSerial').fill(serial);
      await openPerson();
    };
    const readCard = async (number: string, name: string) => {
      await openTab(page, 'Quét');
      await readPicture(cardOf(number, name));
      await answer().getByText(name, { exact: true }).waitFor();
    };
    await begin('CHAM-0007');
    await line('fullName').fill('Lê Văn Tên Khác');
    await readCard('036190012347', 'Phạm Thị Trên Phiếu');
    await page.getByRole('button', { name: 'Điền vào phiếu CHAM-0007' }).waitFor();
    await takePictures(page, 'into-sheet');
    await page.getByRole('button', { name: 'Điền vào phiếu CHAM-0007' }).click();
    await page.getByText('từ Thẻ căn cước').waitFor();
    await openPerson();
    await expect.poll(() => line('docNumber').inputValue()).toBe('036190012347');
    expect(await line('fullName').inputValue()).toBe('Lê Văn Tên Khác');
    await page.getByTestId('fields').getByText('Phạm Thị Trên Phiếu').waitFor();
    await takePictures(page, 'in-sheet');
    expect(await page.getByRole('button', { name: /Phạm Thị Trên Phiếu/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Phiếu mới' }).click();
    await begin('CHAM-0008');
    await line('docNumber').fill('036190012348');
    await readCard('036190012348', 'Đỗ Thị Trùng Số');
    await page.getByRole('button', { name: 'Tờ khai khác' }).click();
    await page.getByText('từ Thẻ căn cước').waitFor();
    await openPerson();
    await expect.poll(() => line('fullName').inputValue()).toBe('Đỗ Thị Trùng Số');
    await page
      .getByRole('form')
      .getByRole('button', { name: /^Phiếu/ })
      .click();
    expect(await line('paperSerial').inputValue()).toBe('CHAM-0008');

    // The sheet bears another number: whose card this is does not belong on it.
    await readCard('036190012349', 'Vũ Văn Số Khác');
    await page.getByRole('button', { name: 'Điền tiếp tờ khai' }).waitFor();
    expect(await page.getByRole('button', { name: /Điền vào phiếu/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
  });

  it('[SCAN-4] a film that stands still or a reader that died is opened anew, and said if it does not help', async () => {
    const { page } = tablet;
    const film = page.locator('video');
    const tracks = (stop: boolean) =>
      film.evaluate((video: HTMLVideoElement, stops) => {
        const { srcObject } = video;
        const of = srcObject instanceof MediaStream ? srcObject.getTracks() : [];
        if (stops) for (const track of of) track.stop();
        return of.map(({ readyState }) => readyState);
      }, stop);
    const stopFilm = async () => expect(await tracks(true)).toEqual(['ended']);
    const isFilming = async () => (await film.count()) === 1 && (await tracks(false))[0] === 'live';
    const isRead = (name: string) => answer().getByText(name, { exact: true }).waitFor();
    const hold = (number: string, name: string) =>
      writeCameraClip(cameraClip, cardOf(number, name));
    await page.getByText('Đưa mã vào trong khung').waitFor();

    await stopFilm();
    await expect.poll(isFilming, { timeout: 30_000 }).toBe(true);
    await stopFilm();
    await page.getByText('Máy ảnh đứng hình.').waitFor();
    await takePictures(page, 'camera-stands');
    hold('036190012351', 'Bùi Thị Mở Lại');
    await page.getByRole('button', { name: 'Mở lại máy ảnh' }).click();
    await isRead('Bùi Thị Mở Lại');

    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    hold('036190012352', 'Đặng Văn Đọc Tiếp');
    const [reader] = page.workers().filter((worker) => worker.url().includes('qr-worker'));
    expect(reader).toBeDefined();
    await reader?.evaluate(() => globalThis.close());
    await isRead('Đặng Văn Đọc Tiếp');
  });
});
