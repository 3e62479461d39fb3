import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn, typeSheet, unlock } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const pin = '222222';

describe('a tablet that is not the one it was', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-copied-'));
  let server: ServerProcess;
  const open: TabletBrowser[] = [];

  const openOn = async (profile: string): Promise<TabletBrowser> => {
    const tablet = await openTabletBrowser({ profile: join(work, profile) });
    await tablet.page.goto(server.url);
    open.push(tablet);
    return tablet;
  };
  const close = async (tablet: TabletBrowser) => {
    open.splice(open.indexOf(tablet), 1);
    await tablet.close();
  };
  const begin = async (name: string): Promise<TabletBrowser> => {
    const tablet = await openOn(name);
    await enrol(tablet.page, unit, name);
    await signIn(tablet.page, 'Phiếu giấy', pin);
    await openTab(tablet.page, 'Phiếu');
    return tablet;
  };
  const goOn = async (profile: string): Promise<TabletBrowser> => {
    const tablet = await openOn(profile);
    await unlock(tablet.page, pin);
    await openTab(tablet.page, 'Phiếu');
    return tablet;
  };
  let kept = 0;
  /** Until the server has it. */
  const keep = async ({ page }: TabletBrowser) => {
    kept += 1;
    await page.locator('[data-field=paperSerial] input').click();
    const number = `00109${String(1_000_000 + kept * 53)}`;
    const name = `Nguyễn Văn ${'ABCDEFGH'.charAt(kept)}a`;
    const serial = `CG-8${String(kept).padStart(5, '0')}`;
    await typeSheet(page, sheetOf({ serial, name, number, dob: '1990', sex: '1' }));
    await page.keyboard.press('Control+Enter');
    const note = page.getByRole('status').filter({ hasText: `Đã giữ trên máy: ${name}` });
    await note.locator('[data-state=delivered]').waitFor({ timeout: 60_000 });
  };
  const copy = (from: string, to: string) => {
    rmSync(join(work, to), { recursive: true, force: true });
    cpSync(join(work, from), join(work, to), { recursive: true });
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
  });

  afterAll(async () => {
    await Promise.all(open.map((tablet) => tablet.close()));
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[CLOSE-7] put back to an older copy, or at work twice, it loses nothing and the closing page names the place', async () => {
    const first = await begin('Máy quay lui');
    await keep(first);
    await close(first);
    copy('Máy quay lui', 'bản cũ');
    const second = await goOn('Máy quay lui');
    await keep(second);
    await close(second);
    copy('bản cũ', 'Máy quay lui');
    const back = await goOn('Máy quay lui');
    await keep(back);
    await close(back);

    const original = await begin('Máy sao chép');
    await keep(original);
    await close(original);
    copy('Máy sao chép', 'bản sao');
    const one = await goOn('Máy sao chép');
    const other = await goOn('bản sao');
    await keep(one);
    await keep(other);
    await close(one);
    await close(other);

    const { page } = await openOn('Máy chốt trưởng');
    await enrol(page, unit, 'Máy chốt trưởng');
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Ca trực');
    const holes = page.locator('[data-point=holes]');
    await holes
      .getByText('Máy quay lui #3: máy bị sao chép hoặc quay lui')
      .waitFor({ timeout: 60_000 });
    await holes.getByText('Máy sao chép #3: máy bị sao chép hoặc quay lui').waitFor();
    await holes.getByText('Nhật ký có chỗ đứt hoặc máy bị sao chép, quay lui: 2').waitFor();
    // Whatever was kept in any of their lives is there once.
    await expect
      .poll(() => page.getByRole('main').innerText(), { timeout: 60_000 })
      .toContain(`đã ghi ${String(kept)}, hủy 0, trùng 0`);
  });
});
