import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantToInput } from '#domain/declaration/instant-input.ts';
import { isTypedTwice } from '#domain/paper/typed-again.ts';
import { enrol, lock, openTab, signIn, typeSheet, type SheetAnswers } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const hoa = {
  serial: 'CG-000001',
  name: 'Trần Thị Hoa',
  number: '001190000101',
  dob: '17/05/1990',
  sex: '2',
} as const;

const writtenAt = instantToInput(Date.now() - 3_600_000);
/** The sheet with its times, which nobody types from memory. */
const onPaper = (serial: string): SheetAnswers => ({
  ...sheetOf({ ...hoa, serial }),
  declaredAt: writtenAt,
  'move.direction': '1',
  'move.departAt': writtenAt.slice(0, 10),
});

/** All that the person wrote, with two digits of the telephone swapped. */
const {
  paperSerial: _serial,
  'check.idMethod': _method,
  'check.idResult': _result,
  'check.verdict': _verdict,
  ...written
} = onPaper('');
const secondReading = { ...written, phone: '0912345687' };

describe('typing a sheet a second time', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-twice-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;
  const serials = Array.from({ length: 60 }, (_, index) => `CG-${String(index).padStart(6, '0')}`);

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[TWICE-5] is asked of another officer, who sees nothing of the first; both readings stand side by side and are counted', async () => {
    const { page } = tablet;
    const blankSheet = page.locator('[data-field=paperSerial] input:focus');
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Ca trực');
    await page.getByRole('button', { name: 'Bật, 5 % số phiếu' }).click();
    await page.getByText('Cứ 100 phiếu, 5 phiếu').waitFor();
    await lock(page);
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await blankSheet.waitFor();
    const serial = serials.find((one) => isTypedTwice(one, 50)) ?? '';
    // The desk has filled in the moment; the sheet has another one.
    await page.locator('[data-field=declaredAt] input').fill(writtenAt);
    await page.locator('[data-field=paperSerial] input').focus();
    await typeSheet(page, sheetOf({ ...hoa, serial }));
    await page.keyboard.press('Control+Enter');
    await blankSheet.waitFor();
    await openTab(page, 'Làn');
    expect(await page.getByText('Cần nhập lại').count()).toBe(0);

    await lock(page);
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Làn');
    await page.getByRole('link', { name: 'Cần nhập lại 1 phiếu' }).click();
    await page.getByRole('listitem').filter({ hasText: serial }).getByRole('button').click();
    await page.locator('[data-field=declaredAt] input').waitFor();
    expect(await page.getByText('Trần Thị Hoa').count()).toBe(0);
    await typeSheet(page, secondReading);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ trên máy').waitFor();

    await openTab(page, 'Danh sách');
    await page.getByTestId('records').getByRole('link').first().click();
    const readings = page.getByTestId('second-typing');
    const row = readings.getByRole('row').filter({ hasText: 'Điện thoại' });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      '0912 345 678',
      '0912 345 687',
      'Lấy bản nhập lại',
    ]);
    await row.getByRole('button').click();
    await page.getByTestId('history').getByText('Nhập đối chiếu').waitFor();
    await page.getByTestId('history').getByText('0912 345 678').waitFor();
    await openTab(page, 'Ca trực');
    const rate = page.getByRole('row').filter({ hasText: 'Điện thoại' });
    await expect.poll(() => rate.innerText()).toMatch(/1\s+100,0 %/);
  });
});
