import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeCameraClip } from '../support/camera-clip.ts';
import { runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const work = mkdtempSync(join(tmpdir(), 'chot-enrol-scan-'));
const dataDir = join(work, 'data');
const cameraClip = join(work, 'camera.y4m');
let server: ServerProcess;
let tablet: TabletBrowser;

beforeAll(async () => {
  server = await startServer({ dataDir });
  writeCameraClip(cameraClip, 'https://example.org/not-a-code');
  tablet = await openTabletBrowser({
    profile: join(work, 'profile'),
    cameraClip,
    viewport: { width: 390, height: 844 },
  });
});

afterAll(async () => {
  await tablet.close();
  await server.stop();
  rmSync(work, { recursive: true, force: true });
});

it('[ENROL-14] the code of an administrator is read by the camera, any other is said to be none', async () => {
  const { page } = tablet;
  await page.goto(server.url);
  const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
  await page.locator('select[name=unitId]').selectOption({ label: unit });
  await page.locator('input[name=deviceName]').fill('Máy 1');
  await page.getByRole('button', { name: 'Quét mã QR của quản trị' }).click();
  await page.getByText('Mã này không phải mã nhận máy.').waitFor();
  await page.getByRole('button', { name: 'Tắt máy ảnh, gõ mã' }).click();

  const printed = await runCommand(dataDir, 'enrol-code', '--unit', 'hn-01');
  const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(printed)?.[0] ?? '';
  writeCameraClip(cameraClip, `CHOT-ENROL:${code}`);
  await page.getByRole('button', { name: 'Quét mã QR của quản trị' }).click();
  const typed = page.locator('input[name=code]');
  await expect.poll(() => typed.inputValue(), { timeout: 30_000 }).toBe(code);
  await page.getByRole('button', { name: 'Nhận máy' }).click();
  await page.getByRole('heading', { name: 'Ai đang cầm máy?' }).waitFor();
});
