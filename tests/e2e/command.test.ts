import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsToCsv } from '#domain/core/csv.ts';
import { unitsToRows } from '#domain/unit/unit-sheet.ts';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { blinkNetwork, enrol, openDesk, openTab, signIn, typeSheet } from '../support/officer.ts';
import { referAnswers, sheetOf, symptomaticAnswers } from '../support/people.ts';
import { inventedUnits } from '../support/seed-city.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const referred = { ...symptomaticAnswers, ...referAnswers };

describe('a city of 856 units', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-command-'));
  const browsers: TabletBrowser[] = [];
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const open = async (name: string): Promise<Page> => {
    const browser = await openTabletBrowser({ profile: join(work, name) });
    browsers.push(browser);
    await browser.page.goto(server.url);
    await enrol(browser.page, unit, name);
    return browser.page;
  };
  const choose = (page: Page, rows: readonly (readonly string[])[]) =>
    page.locator('input[type=file]').setInputFiles({
      name: 'don-vi.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rowsToCsv(rows)),
    });
  /** Whole numbers as they are written in Vietnam. */
  const numberIn = (text: string | null): number => Number((text ?? '').replace(/\D/g, ''));

  it('[COMMAND-7] is imported with its faults told by row, and each figure has its list and stands in the report', async () => {
    const desk = await open('Máy chỉ huy');
    await signIn(desk, 'Quản trị', '444444');
    await openDesk(desk, 'Đơn vị');
    await desk.getByText('25 trong 25 đơn vị').waitFor();
    await desk.getByRole('button', { name: 'Nhập từ bảng tính' }).click();
    const [headings = [], ...rows] = unitsToRows(inventedUnits());
    const wrong = rows.map((row, index) => (index === 7 ? row.with(0, 'tổ 8').with(6, '99') : row));
    await choose(desk, [headings, ...wrong]);
    await desk.getByText('2 lỗi trong tệp').waitFor();
    const faults = await desk.locator('table tbody tr').allTextContents();
    expect(faults.map((line) => line.replace(/“.*/, ''))).toEqual(['9Mã đơn vị', '9Số làn']);
    await choose(desk, [headings, ...rows]);
    await desk
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await desk.getByRole('button', { name: 'Xác nhận' }).click();
    await desk.getByText('Thêm 833, sửa 0, giữ nguyên 0.').waitFor();
    await desk.getByRole('button', { name: 'Ghi 833 đơn vị' }).click();
    await desk.getByText('Đã ghi: thêm 833').waitFor();
    await blinkNetwork(desk);
    await desk.getByText('858 trong 858 đơn vị').waitFor();

    const post = await open('Máy 1');
    await signIn(post, 'Phiếu giấy', '222222');
    await openTab(post, 'Phiếu');
    const people = [
      ['Vũ Thị Một', {}],
      ['Trần Thị Hai', referred],
      ['Lê Thị Ba', {}],
    ] as const;
    for (const [index, [name, more]] of people.entries()) {
      await post.locator('[data-field="paperSerial"] input:focus').waitFor();
      const number = `00119001234${index}`;
      const person = { serial: `HN-T-000${index}`, name, number };
      await typeSheet(post, { ...sheetOf({ ...person, dob: '17/05/1990', sex: '2' }), ...more });
      await post.keyboard.press('Control+Enter');
      await post.getByText('Đã giữ').first().waitFor();
    }
    await post.getByText('Đã gửi hết').first().waitFor();

    await openTab(desk, 'Chỉ huy');
    const figure = (name: string) => desk.locator(`[data-figure=${name}]`);
    await figure('crossings').getByText('3', { exact: true }).waitFor();
    await figure('referrals-open').getByText('1', { exact: true }).waitFor();
    for (const name of ['crossings', 'refer_health', 'referrals-open', 'tablets-unsent']) {
      const count = numberIn(await figure(name).locator('strong').textContent());
      await figure(name).click();
      await desk.getByText('Không có tên người').waitFor();
      const lines = desk.getByTestId('figure-list').locator('li');
      if (count > 0) await lines.first().waitFor();
      await expect.poll(() => lines.count()).toBe(count);
      const told = (await lines.allTextContents()).join();
      for (const [personName] of people) expect(told).not.toContain(personName);
      await desk.getByRole('button', { name: 'Toàn thành phố' }).click();
      await figure('crossings').waitFor();
    }
    const row = desk.getByTestId('city-table').locator('tbody tr').first();
    await expect.poll(() => row.textContent()).toContain('Ngã ba Cầu Giẽ');
    await desk.emulateMedia({ media: 'print' });
    const report = desk.getByTestId('printed-report');
    await report.getByText('Báo cáo ngày').waitFor();
    const printed = async (key: string) =>
      numberIn(await report.locator(`[data-row=${key}] td`).first().textContent());
    expect([await printed('all'), await printed('pass'), await printed('refer_health')]).toEqual([
      3, 2, 1,
    ]);
  });
});
