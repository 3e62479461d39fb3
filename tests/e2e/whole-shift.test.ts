import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { enrol, lock, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { keepWithinShift } from '../support/shift-clock.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { takePictures } from '../support/take-pictures.ts';
import {
  corrected,
  fromCode,
  fromPaper,
  keptAgain,
  missing,
  padEntries,
  recorded,
  sheets,
  unitId,
  type Told,
} from '../support/whole-shift.ts';
import { openWireTablet, type WireTablet } from '../support/wire-tablet.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

/** Everybody who crossed, as this test knows it: what the report must say is counted from here alone. */
const told: Told[] = [];

describe('a whole shift', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-shift-'));
  let server: ServerProcess;
  let offline: TabletBrowser;
  let online: TabletBrowser;
  let lead: TabletBrowser;
  let paperDesk: WireTablet;
  let lane: WireTablet;

  const open = async (name: string, role: string, pin: string): Promise<TabletBrowser> => {
    const tablet = await openTabletBrowser({ profile: join(work, name) });
    await keepWithinShift(tablet.page);
    await tablet.page.goto(server.url);
    await enrol(tablet.page, unit, name);
    await signIn(tablet.page, role, pin);
    return tablet;
  };
  const typeOne = async (page: Page, number: number, name: string) => {
    // Three windows share one screen: which of them has the focus is not this story's matter.
    await page.bringToFront();
    await page.locator('[data-field=paperSerial] input').click();
    const serial = `CG-9${String(number).padStart(5, '0')}`;
    const person = {
      serial,
      name,
      number: `00109${String(1_000_000 + number * 53)}`,
      dob: '1990',
      sex: '1',
    };
    await typeSheet(page, sheetOf({ ...person, sex: '1' }));
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Đã giữ trên máy: ${name}`).waitFor();
    told.push({ verdict: 'pass', channel: 'paper' });
  };
  const point = (about: string) => lead.page.locator(`[data-point="${about}"]`);
  const isDone = (about: string) =>
    lead.page.locator(`[data-point="${about}"][data-state=done]`).waitFor({ timeout: 60_000 });
  const beAlive = async () => {
    for (const wire of [paperDesk, lane]) {
      await wire.push([]);
      await wire.compare();
    }
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    [offline, online, lead] = await Promise.all([
      open('Máy mất mạng', 'Phiếu giấy', '222222'),
      open('Máy bàn nhập', 'Phiếu giấy', '222222'),
      open('Máy chốt trưởng', 'Chốt trưởng', '333333'),
    ]);
    await offline.page.context().setOffline(true);
    [paperDesk, lane] = await Promise.all([
      openWireTablet(server.url, unitId),
      openWireTablet(server.url, unitId),
    ]);
  });

  afterAll(async () => {
    await Promise.all([offline.close(), online.close(), lead.close()]);
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[SHIFT-7] [CLOSE-1] [PRINT-2] goes from red to green, is signed, and its report says what was typed', async () => {
    const { page } = lead;
    await openTab(page, 'Ca trực');
    await page.getByRole('button', { name: 'Mở ca', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Cán bộ Phiếu giấy 1 (mẫu)' }).check();
    await page.getByRole('button', { name: 'Lưu kíp trực' }).click();
    await page.getByText('Chịu trách nhiệm: Chốt trưởng 1 (mẫu)').waitFor();
    await page.getByRole('button', { name: 'Tôi vào ca' }).click();
    await page.getByText('Đang trực từ').waitFor();

    // Sixty: two and two through two browsers' desks, and 56 over the wire: twelve from numbered sheets, 42 from codes, two of them twice.
    await openTab(offline.page, 'Phiếu');
    await openTab(online.page, 'Phiếu');
    await typeOne(offline.page, 1, 'Lê Thị Mưa');
    await typeOne(online.page, 2, 'Trần Văn Nắng');
    await typeOne(offline.page, 3, 'Phạm Thị Gió');
    await typeOne(online.page, 4, 'Vũ Văn Sương');
    const papers = sheets.slice(0, 12).map(({ serial }, index) => {
      const one = fromPaper(index);
      told.push(one);
      return recorded(2 * index + 1, one, { paperSerial: serial });
    });
    const codes = Array.from({ length: 42 }, (_, index) => {
      const one = fromCode(index);
      told.push(one);
      return recorded(101 + 2 * index, one);
    });
    // Two who were kept a second time on the other tablet, minutes later, and one corrected on both.
    const twice = [keptAgain(101, fromCode(0)), keptAgain(103, fromCode(1))];
    await paperDesk.push([...padEntries, ...papers.flat()]);
    await paperDesk.push([...twice.flat(), corrected(901, 151, '+84911111111')]);
    await lane.push([...codes.flat(), corrected(903, 151, '+84922222222')]);
    await beAlive();

    await point('tablets').getByText('Máy chưa gửi đủ').waitFor({ timeout: 60_000 });
    await point('conflicts').getByText('Mâu thuẫn chưa giải quyết: 1').waitFor({ timeout: 30_000 });
    await point('duplicates').getByText('Cặp có thể trùng chưa giải quyết: 2').waitFor();
    await point('papers').getByText(missing).waitFor({ timeout: 60_000 });
    await point('papers')
      .getByText('Phiếu trong ca: 16 = đã nhập 12 + hỏng 3 + trả lại 0 + còn nguyên 0 + thiếu 1')
      .waitFor();
    const sign = page.getByRole('button', { name: /^Ký đóng ca/ });
    expect(await sign.isDisabled()).toBe(true);
    await takePictures(page, 'closing-red');

    // What contradicts itself is settled.
    await point('conflicts').getByRole('link', { name: 'Giải quyết' }).click();
    await page.getByLabel('Cả đơn vị').check();
    const prove = async () => {
      await page
        .getByLabel('Mã xác nhận sáu số')
        .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
      await page.getByRole('button', { name: 'Xác nhận' }).click();
    };
    await prove();
    await page
      .getByTestId('conflict')
      .getByRole('button', { name: 'Giữ giá trị này' })
      .first()
      .click();
    await page.getByRole('button', { name: /^Coi cả 2 cặp/ }).click();
    await page.getByText('Không còn gì phải giải quyết.').waitFor();

    // The tablet that was never online gives its log into the supervisor's hands, as a file.
    await lock(offline.page);
    await offline.page.getByRole('link', { name: 'Bàn giao dữ liệu không cần mạng' }).click();
    const download = offline.page.waitForEvent('download');
    await offline.page.getByRole('button', { name: 'Lưu tệp .chot', exact: true }).click();
    const buffer = readFileSync(await (await download).path());
    await openTab(page, 'Ca trực');
    await point('tablets').getByRole('link').click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.chot', mimeType: 'application/octet-stream', buffer });
    await page
      .getByRole('listitem')
      .first()
      .getByText('Máy chủ đã nhận')
      .waitFor({ timeout: 60_000 });

    await openTab(page, 'Ca trực');
    await isDone('conflicts');
    await isDone('duplicates');
    // Each tablet compares its ledger once a minute, and is silent after two.
    await expect
      .poll(
        async () => {
          await beAlive();
          return point('tablets').getAttribute('data-state');
        },
        { timeout: 180_000, interval: 5_000 },
      )
      .toBe('done');
    await point('papers')
      .getByLabel('Vì sao vẫn đóng')
      .fill('Phiếu rơi xuống nước, đã lập biên bản');
    // What lies begun on a tablet that was never online, nobody can know.
    await point('drafts').getByText('Phiếu nhập dở: chưa biết').waitFor();
    await point('drafts').getByLabel('Vì sao vẫn đóng').fill('Đã xem tận máy, không còn phiếu dở');
    await takePictures(page, 'closing-green');
    await page.getByRole('button', { name: 'Ký đóng ca với 2 ngoại lệ' }).click();
    await page.getByTestId('shift-closed').waitFor();
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor({ timeout: 60_000 });

    await page.getByRole('link', { name: 'Báo cáo ca' }).click();
    const report = page.getByTestId('report');
    await report.getByText('máy chủ đã đối chiếu và ký xác nhận').waitFor({ timeout: 60_000 });
    const cell = (verdict: string) =>
      report.locator(`[data-verdict="${verdict}"] td`).last().innerText();
    for (const verdict of ['pass', 'turn_back', 'test_on_site', 'refer_health', 'hold'] as const) {
      const counted = told.filter((one) => one.verdict === verdict).length;
      expect(await cell(verdict), verdict).toBe(String(counted));
    }
    // Those kept a second time are one crossing each: `told` holds each person once.
    expect(told).toHaveLength(58);
    expect(await cell('all')).toBe('58');
    const paper = told.filter(({ channel }) => channel === 'paper').length;
    await report
      .getByText(`Nhập từ phiếu giấy ${paper}; quét mã ${58 - paper}; cán bộ nhập tay 0.`)
      .waitFor();
    await report.getByText('hủy 0, ghi trùng 2').waitFor();
    await expect.poll(() => report.getByTestId('report-missing').innerText()).toContain(missing);
    await expect
      .poll(() => report.getByTestId('report-exceptions').innerText())
      .toContain('rơi xuống nước');
    await takePictures(page, 'report');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pictures = process.env['PICTURES_DIR'];
    if (pictures !== undefined) writeFileSync(join(pictures, 'report.pdf'), pdf);
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
  });
});
