import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acknowledgeAndSend,
  answerHealth,
  answerHomes,
  answerJourney,
  answerPerson,
  atStep,
} from '../support/citizen-page.ts';
import { openLiveCamera, type LiveCamera, type ScreenShot } from '../support/live-camera.ts';
import { blinkNetwork, enrol, openTab, signIn } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { shootScreen } from '../support/shoot-screen.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const codeOn = (page: Page) => page.locator('.shown svg');

/** The reader that is not ours, on the pixels themselves. */
const readShot = ({ side, luma }: ScreenShot): string | undefined => {
  const data = new Uint8ClampedArray(4 * luma.length);
  for (const [at, value] of luma.entries()) data.fill(value, 4 * at, 4 * at + 4);
  return jsQR(data, side, side)?.data;
};

describe('a citizen who declares ahead, and a tablet that has been offline since the morning', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-citizen-'));
  const phone = { width: 390, height: 844 };
  let camera: LiveCamera;
  let server: ServerProcess;
  let tablet: TabletBrowser;
  let citizen: TabletBrowser;
  let firstCode: ScreenShot;

  const answer = () => tablet.page.getByTestId('scan-answer');

  beforeAll(async () => {
    camera = openLiveCamera(join(work, 'camera.y4m'));
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({
      profile: join(work, 'tablet'),
      cameraClip: join(work, 'camera.y4m'),
    });
    await tablet.page.goto(server.url);
    await enrol(tablet.page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(tablet.page, 'Quét mã', '111111');
    await openTab(tablet.page, 'Cài đặt');
    await tablet.page.getByText('khóa, hỏi máy chủ lúc').waitFor();
    await tablet.page.context().setOffline(true);
    await openTab(tablet.page, 'Quét');
    citizen = await openTabletBrowser({ profile: join(work, 'phone'), viewport: phone });
  });

  afterAll(async () => {
    await citizen.close();
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[CITIZEN-7] asks a few questions at a time, says what is missing, and loses nothing by Back, a reload or the loss of the line', async () => {
    const { page } = citizen;
    await page.goto(`${server.url}/to-khai`);
    await page.getByRole('link', { name: 'Cho tôi' }).click();
    await atStep(page, 'Người được khai');
    expect(await page.locator(':checked').count()).toBe(0);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('Xem lại 3 chỗ').waitFor();
    await answerPerson(page, 'Nguyễn Thị Thanh Hương', '036190000123');
    await answerHomes(page);
    await atStep(page, 'Chuyến đi');
    await page.goBack();
    await atStep(page, 'Nơi ở');
    await page.reload();
    await atStep(page, 'Nơi ở');
    // The names of places come after the step.
    await expect.poll(() => page.getByText('Phường Vị Khê, Ninh Bình').count()).toBe(2);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await answerJourney(page);
    await atStep(page, 'Sức khỏe');
    expect(await page.locator(':checked').count()).toBe(0);
    await answerHealth(page);
  });

  it('[CITIZEN-8] declared without a line it is kept and sent by itself; the code is shown without one', async () => {
    const { page } = citizen;
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await page.reload();
    await acknowledgeAndSend(page);
    await page.getByText('có mạng là tự gửi').waitFor();
    await page.reload();
    await page.getByText('có mạng là tự gửi').waitFor();
    await page.context().setOffline(false);
    await codeOn(page).waitFor();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('Cho cán bộ xem mã này').waitFor();
    await page.getByText('N. T. T. HƯƠNG').waitFor();
    firstCode = await shootScreen(codeOn(page));
    expect(readShot(firstCode)).toMatch(/^HN1:/);
  });

  it('[CITIZEN-9] the screen of the telephone, before the camera of the tablet, is identity, journey, health and a verdict, with no network on either side', async () => {
    camera.showScreens([firstCode]);
    await answer().getByRole('heading', { name: 'Cho qua' }).waitFor();
    await answer().getByText('Nguyễn Thị Thanh Hương', { exact: true }).waitFor();
    await answer().getByText('Chữ ký đúng, còn hạn').waitFor();
    await expect.poll(() => answer().getByText('18B1').count()).toBeGreaterThan(0);
    camera.showNothing();
    await answer().getByRole('button', { name: 'GIỮ', exact: true }).click();
    await answer().getByText('Đã giữ trên máy: Nguyễn Thị Thanh Hương').waitFor();
  });

  it('[CITIZEN-10] printed, and opened on another telephone from a link, it is the same code', async () => {
    const { page } = citizen;
    const shown = readShot(firstCode) ?? '';
    await page.emulateMedia({ media: 'print' });
    const sheet = await shootScreen(page.locator('.printed svg'));
    // 9 cm at the 96 dots to the inch of a poor printer.
    expect(sheet.side).toBeLessThanOrEqual(341);
    expect(readShot(sheet)).toBe(shown);
    await page.emulateMedia({ media: null });
    await page.context().setOffline(false);

    const other = await openTabletBrowser({ profile: join(work, 'other'), viewport: phone });
    const asked: string[] = [];
    other.page.on('request', (request) => asked.push(request.url()));
    await other.page.goto(`${server.url}/to-khai#ma=${encodeURIComponent(shown)}`);
    await other.page.getByText('N. T. T. HƯƠNG').waitFor();
    expect(readShot(await shootScreen(codeOn(other.page)))).toBe(shown);
    expect(await other.page.getByRole('button', { name: 'Sửa tờ khai' }).count()).toBe(0);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((url) => url.includes('HN1'))).toEqual([]);
    expect(new URL(other.page.url()).hash).toBe('');
    await other.page.goto(`${server.url}/to-khai#ma=HN1%3AX`);
    await other.page.getByText('Liên kết này không có mã đúng').waitFor();
    await other.close();
  });

  it('[CITIZEN-11] corrected it has a new code, and a tablet that has heard of it says so of the old one', async () => {
    const { page } = citizen;
    await page.getByRole('button', { name: 'Sửa tờ khai' }).click();
    await page.getByRole('button', { name: 'Sửa phần: Giấy tờ' }).click();
    await page.getByLabel('Số điện thoại').fill('0987654321');
    await page.goBack();
    await page.getByText('0987654321').waitFor();
    await acknowledgeAndSend(page);
    await page.getByText('Cho cán bộ xem mã này').waitFor();
    const newer = readShot(await shootScreen(codeOn(page)));
    expect(newer).toMatch(/^HN1:/);
    expect(newer).not.toBe(readShot(firstCode));
    await blinkNetwork(tablet.page);
    await tablet.page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();
    await expect
      .poll(
        async () => {
          camera.showScreens([firstCode]);
          return answer().getByText('đã khai lại').count();
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
  });

  it('[CITIZEN-12] taken back it is no longer shown as good, and everything is erased from the telephone by one button', async () => {
    const { page } = citizen;
    await page.getByRole('button', { name: 'Rút tờ khai' }).click();
    await page.getByRole('button', { name: 'Rút', exact: true }).click();
    await page.getByText('Đã rút, không dùng được nữa').waitFor();
    expect(await page.getByText('Cho cán bộ xem mã này').count()).toBe(0);
    await page.getByRole('button', { name: 'Khai tờ mới' }).click();
    await page.getByRole('button', { name: 'Xóa tất cả khỏi máy này' }).click();
    await page.getByRole('button', { name: 'Xóa hết' }).click();
    await page.getByRole('link', { name: 'Cho tôi' }).waitFor();
    expect(
      await page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key !== 'chot.citizen.language'),
      ),
    ).toEqual([]);
  });
});
