import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCameraClip } from '../support/camera-clip.ts';
import { freePort } from '../support/free-port.ts';
import { enrol, lock, openTab, signIn, typeSheet, unlock } from '../support/officer.ts';
import { keepWithinShift } from '../support/shift-clock.ts';
import {
  healthyAnswers,
  passAnswers,
  referAnswers,
  sheetOf,
  symptomaticAnswers,
} from '../support/people.ts';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unitName = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const sheets = [
  sheetOf({
    serial: 'CG-000001',
    name: 'Nguyễn Văn Thử',
    number: '001090000101',
    dob: '17/05/1990',
    sex: '1',
  }),
  sheetOf({
    serial: 'CG-000002',
    name: 'Trần Thị Mẫu',
    number: '001190000102',
    dob: '01021990',
    sex: '2',
  }),
  {
    ...sheetOf({
      serial: 'CG-000003',
      name: 'Đỗ Đức Ví Dụ',
      number: '001085000103',
      dob: '1985',
      sex: '1',
    }),
    ...symptomaticAnswers,
    ...referAnswers,
  },
];
const codes = [
  {
    text: '036190012345|162345678|Nguyễn Thị Thanh Hương|17051990|Nữ|Xóm 5, Thôn Đông Thượng, Nam Cường, Nam Trực, Nam Định|10082021',
    name: 'Nguyễn Thị Thanh Hương',
    left: {},
  },
  {
    text: '001087012345|NGUYEN VAN A|1987-01-18|0|162979388586171100|<1<00<0912345678',
    name: 'NGUYEN VAN A',
    left: { 'addr.permanent': ['dong da', 'Số 1'] },
  },
] as const;

describe('an officer’s whole working loop', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-e2e-'));
  const profile = join(work, 'profile');
  const dataDir = join(work, 'data');
  const cameraClip = join(work, 'camera.y4m');
  let server: ServerProcess;
  let tablet: TabletBrowser;
  let port: number;

  const openTablet = async (): Promise<Page> => {
    tablet = await openTabletBrowser({ profile, cameraClip });
    await keepWithinShift(tablet.page);
    return tablet.page;
  };

  beforeAll(async () => {
    port = await freePort();
    writeCameraClip(cameraClip, codes[0].text);
    server = await startServer({ dataDir, port });
    const page = await openTablet();
    await page.goto(server.url);
    await enrol(page, unitName, 'Máy 1');
    await page.getByRole('button').filter({ hasText: 'Chốt trưởng' }).first().waitFor();
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[LOOP-1] the tablet starts with the server process dead', async () => {
    await server.kill();
    await tablet.close();
    const page = await openTablet();
    await page.goto(server.url);
    await signIn(page, 'Phiếu giấy', '222222');
    await expect
      .poll(() => page.getByTestId('delivery').innerText())
      .toContain('Chưa có gì để gửi');
  });

  it('[LOOP-2] with no network three sheets are typed without touching the glass', async () => {
    const { page } = tablet;
    await openTab(page, 'Phiếu');
    for (const sheet of sheets) {
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      await typeSheet(page, sheet);
      await page.keyboard.press('Control+Enter');
      await page.getByText(`Đã giữ trên máy: ${String(sheet['fullName'])}`).waitFor();
    }
    await openTab(page, 'Danh sách');
    await page.getByTestId('records').getByRole('link').nth(2).waitFor();
    await expect.poll(() => page.getByTestId('delivery').innerText()).toContain('3 chưa gửi');
  });

  it('[LOOP-3] with no network two codes are read by the camera and prefill the form', async () => {
    const { page } = tablet;
    for (const { text, name, left } of codes) {
      writeCameraClip(cameraClip, text);
      await openTab(page, 'Quét');
      await page.getByTestId('scan-answer').getByText(name, { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Điền tiếp tờ khai' }).click();
      await page.locator('[data-field] :focus').waitFor();
      await typeSheet(page, {
        'ack.how': '3',
        phone: '0912345678',
        'addr.staying': ['dong da', 'Số 2'],
        'move.vehicleType': '6',
        'move.from': ['hoan kiem ha noi', 'Bãi xe Lưu Ly'],
        'move.to': ['p ba dinh', 'Số 9'],
        'move.purpose': '5',
        ...left,
        ...healthyAnswers,
        ...passAnswers,
      });
      await page.keyboard.press('Control+Enter');
      await page.getByText(`Đã giữ trên máy: ${name}`).waitFor();
      await openTab(page, 'Làn');
    }
    await expect.poll(() => page.getByTestId('delivery').innerText()).toContain('5 chưa gửi');
  });

  it('[LOOP-4] after SIGKILL to the browser all five are there, undelivered', async () => {
    await tablet.kill();
    const page = await openTablet();
    await page.goto(server.url);
    await unlock(page, '222222');
    await openTab(page, 'Danh sách');
    const rows = page.getByTestId('records').getByRole('link');
    await rows.nth(4).waitFor();
    await expect.poll(() => rows.count()).toBe(5);
    await expect.poll(() => page.getByTestId('records').getByText('Trên máy này').count()).toBe(5);
    await expect.poll(() => page.getByTestId('delivery').innerText()).toContain('5 chưa gửi');
  });

  it('[LIST-2] they are found by number, by name without diacritics, by plate and by telephone', async () => {
    const { page } = tablet;
    const search = page.getByPlaceholder('Tìm số giấy tờ');
    const rows = page.getByTestId('records').getByRole('link');
    for (const [query, name, found] of [
      ['00102', 'Trần Thị Mẫu', 1],
      ['do duc', 'Đỗ Đức Ví Dụ', 1],
      ['29X1-123.45', 'Nguyễn Văn Thử', 3],
      ['0912345678', 'Nguyễn Văn Thử', 5],
    ] as const) {
      await search.fill(query);
      await rows.filter({ hasText: name }).waitFor();
      await page.waitForFunction(
        (count) => document.querySelectorAll('[data-testid=records] a').length === count,
        found,
      );
      expect(await rows.filter({ hasText: name }).count(), query).toBe(1);
    }
    await search.fill('');
  });

  it('[LOOP-5] when the server returns all five arrive by themselves within 60 seconds, exactly once', async () => {
    server = await startServer({ dataDir, port });
    const { page } = tablet;
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor({ timeout: 60_000 });
    await page.getByTestId('records').getByText('Đã gửi').nth(4).waitFor();
    const ledger = new DatabaseSync(join(dataDir, 'chot.sqlite'), { readOnly: true });
    const count = (sql: string) => Number(Object.values(ledger.prepare(sql).get() ?? {})[0]);
    expect(count('select count(*) from records')).toBe(5);
    // Two for each of them, and who coughs is referred.
    expect(count("select count(*) from entries where kind = 'referral.raised'")).toBe(1);
    expect(count('select count(*) from entries')).toBe(11);
    expect(count("select count(*) from entries where status <> 'applied'")).toBe(0);
    ledger.close();
  });

  it('[LOOP-6] the board shows 5 of 5 and the supervisor closes the shift', async () => {
    const { page } = tablet;
    await lock(page);
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Ca trực');
    await page.getByTestId('shift-total').getByText('Đã gửi 5 trên 5 lượt').waitFor();
    // Somebody coughed, and nobody of the health desk has acknowledged it: that is said.
    const referrals = page.locator('[data-point=referrals]');
    await referrals.getByText('Chuyển y tế chưa ai nhận: 1').waitFor();
    await page.locator('[data-point=tablets][data-state=done]').waitFor({ timeout: 60_000 });
    const sign = page.getByRole('button', { name: 'Ký đóng ca' });
    expect(await sign.isDisabled()).toBe(true);
    for (const point of await page.locator('[data-point]:not([data-state=done])').all()) {
      await point.getByLabel('Vì sao vẫn đóng').fill('Đã báo trung tâm y tế qua điện thoại');
    }
    await sign.click();
    await page
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByTestId('shift-closed').waitFor();
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();
    const ledger = new DatabaseSync(join(dataDir, 'chot.sqlite'), { readOnly: true });
    const closing = ledger.prepare('select records from shift_closings').all();
    ledger.close();
    expect(closing).toEqual([{ records: 5 }]);
  });
});
