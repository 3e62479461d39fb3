import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const first = {
  serial: 'CG-000001',
  name: 'Nguyễn Văn Thử',
  number: '001090000101',
  dob: '1990',
  sex: '1',
} as const;

describe('the paper desk', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-desk-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const field = (key: string) => tablet.page.locator(`[data-field="${key}"]`);
  const openSection = (name: string) =>
    tablet.page.getByRole('form').getByRole('button', { name }).click();
  const keepSheet = async (person: Parameters<typeof sheetOf>[0]) => {
    await field('paperSerial').locator('input:focus').waitFor();
    await typeSheet(tablet.page, sheetOf(person));
    await tablet.page.keyboard.press('Control+Enter');
    await tablet.page.getByText(`Đã giữ trên máy: ${person.name}`).waitFor();
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await keepSheet(first);
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[FORM-9] the same serial and the same number are doubted while they are typed, and may be kept', async () => {
    const { page } = tablet;
    await page.keyboard.type('cg-000001');
    await field('paperSerial').getByText('Phiếu này đã giữ').getByRole('link').waitFor();
    await openSection('Người khai');
    await field('docType').locator('input').first().check();
    await field('docNumber').locator('input').fill('0010 9000 0101');
    await field('docNumber').getByText('Số này đã qua trong ca').waitFor();
    await field('docNumber').getByRole('link').click();
    await page.getByRole('heading', { name: first.name }).waitFor();
    await openTab(page, 'Phiếu');
    await openSection('Phiếu');
    await field('paperSerial').locator('input').focus();
    await keepSheet({ ...first, name: 'Nguyễn Văn Thử Hai' });
    await openTab(page, 'Danh sách');
    await page.getByTestId('records').getByRole('link').nth(1).waitFor();
    expect(await page.getByTestId('records').getByText('001090000101').count()).toBe(2);
    await openTab(page, 'Phiếu');
  });
});
