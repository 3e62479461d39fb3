import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { blinkNetwork, enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { passAnswers, sheetOf } from '../support/people.ts';
import { readXlsx } from '../support/read-xlsx.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { takePictures } from '../support/take-pictures.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

describe('a supervisor watches the unit', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-board-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  const browsers: TabletBrowser[] = [];

  const open = async (name: string): Promise<Page> => {
    const browser = await openTabletBrowser({ profile: join(work, name) });
    browsers.push(browser);
    await browser.page.goto(server.url);
    await enrol(browser.page, unit, name);
    return browser.page;
  };

  beforeAll(async () => {
    server = await startServer({ dataDir });
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[BOARD-15] a delivered record shows by itself, a silent tablet by word and shape, a dead line says since when, and [EXPORT-5] the shift is taken away as a real workbook', async () => {
    const paper = await open('Máy 1');
    await signIn(paper, 'Phiếu giấy', '222222');
    const board = await open('Máy 2');
    await signIn(board, 'Chốt trưởng', '333333');
    await openTab(board, 'Ca trực');
    await board.getByRole('link', { name: 'Theo dõi đơn vị' }).click();
    await board.getByText('Trực tiếp').waitFor();
    const own = board.locator('[data-unit]').first();
    await own.getByText('Đơn vị mình').waitFor();
    await own.locator('a').click();
    const tablet = board.locator('[data-voice]').filter({ hasText: 'Máy 1' });
    await tablet.getByText('0/0 lượt đã về').waitFor();

    await openTab(paper, 'Phiếu');
    await paper.locator('[data-field="paperSerial"] input:focus').waitFor();
    const person = { serial: 'HN-T-0001', name: 'Vũ Thị Một', number: '001190012341' };
    await typeSheet(paper, {
      ...sheetOf({ ...person, dob: '17/05/1990', sex: '2' }),
      ...passAnswers,
    });
    await paper.keyboard.press('Control+Enter');
    await paper.getByText('Đã giữ').first().waitFor();
    await tablet.getByText('1/1 lượt đã về').waitFor();
    await own.getByText('giờ này 1').waitFor();
    await board.getByText('Bảng số liệu').click();
    await expect.poll(() => board.locator('tfoot td').first().textContent()).toBe('1');

    await browsers.shift()?.close();
    const ledger = new DatabaseSync(join(dataDir, 'chot.sqlite'));
    ledger.exec('pragma busy_timeout = 5000');
    ledger
      .prepare(
        "update devices set last_contact_at = last_contact_at - 1500000 where name = 'Máy 1'",
      )
      .run();
    ledger.close();
    // The unit's other tablet speaks: the board looks at the unit anew.
    await blinkNetwork(board);
    await tablet.getByText('IM LẶNG').waitFor();
    await expect.poll(() => tablet.getAttribute('data-voice')).toBe('silent');
    await expect.poll(() => own.getAttribute('data-trouble')).toBe('silent');
    await takePictures(board, 'board');

    await board.context().setOffline(true);
    await board.getByText('Mất liên lạc từ').waitFor();
    await board.context().setOffline(false);
    await board.getByText('Trực tiếp').waitFor();

    await board.getByRole('button', { name: 'Tải .xlsx' }).click();
    await board
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await board.getByRole('button', { name: 'Xác nhận' }).click();
    await board.getByLabel('Mã xác nhận sáu số').waitFor({ state: 'detached' });
    const downloading = board.waitForEvent('download');
    await board.getByRole('button', { name: 'Tải .xlsx' }).click();
    const download = await downloading;
    const [records, dictionary] = readXlsx(readFileSync(await download.path()));
    expect(records?.rows[6]).toContain('Vũ Thị Một');
    expect(records?.rows.at(-1)?.[0]).toContain('Bản xuất');
    expect(dictionary?.name).toBe('Từ điển dữ liệu');
  });
});
