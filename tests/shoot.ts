import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { enrol, openTab, signIn } from './support/officer.ts';
import { startServer } from './support/server-process.ts';
import { openTabletBrowser } from './support/tablet-browser.ts';
const work = mkdtempSync(join(tmpdir(), 'shoot-'));
await build({ logLevel: 'error' });
const server = await startServer({ dataDir: join(work, 'data') });
const tablet = await openTabletBrowser({ profile: join(work, 'p') });
const { page } = tablet;
const shot = async (n: string) => {
  await page.waitForTimeout(300);
  for (const [w, h] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width: w, height: h });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `/tmp/shots/${n}-${w}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
};
await page.goto(server.url);
await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
await signIn(page, 'Phiếu giấy', '222222');
await openTab(page, 'Phiếu');
const card = '036190012301||Nguyễn Thị Hoa|17051990|Nữ|Nam Cường, Nam Định|10082021';
await page.locator('[data-field="paperSerial"] input:focus').waitFor();
await page.keyboard.type('CG-000001');
await page.waitForTimeout(200);
const cdp = await page.context().newCDPSession(page);
await Promise.all(
  [...card.split(''), '\r'].map((text) =>
    cdp.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: text === '\r' ? 'Enter' : text,
      text,
    }),
  ),
);
await page.waitForTimeout(500);
console.log(
  'serial',
  await page
    .locator('[data-field="paperSerial"] input')
    .inputValue()
    .catch(() => 'not shown'),
);
await shot('desk-after-card');
await page.getByRole('form').getByRole('button', { name: 'Người khai' }).click();
await shot('desk-person');
await page.getByRole('form').getByRole('button', { name: 'Sức khỏe' }).click();
await shot('desk-health');
await page.setViewportSize({ width: 1280, height: 800 });
await page.locator('[data-field="epi.travelled14d"] input').first().focus();
await page.keyboard.press('0');
await shot('desk-health-none');
await page.getByRole('form').getByRole('button', { name: 'Di chuyển' }).click();
await shot('desk-move');
await tablet.close();
await server.stop();
