import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskOnly, paperForm } from '#domain/declaration/paper-form.ts';
import { enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

/** CSS pixels a millimetre. */
const mm = 96 / 25.4;

/** Of each page of a PDF, in millimetres; a point is a 72nd of an inch. */
const sizesOf = (pdf: Buffer): { width: number; height: number }[] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => ({
      width: Math.round((Number(width) * 25.4) / 72),
      height: Math.round((Number(height) * 25.4) / 72),
    }),
  );

const hoa = { name: 'Trần Thị Hoa', number: '001190000101', dob: '17/05/1990', sex: '2' } as const;

describe('pads of paper', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-pads-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).click();
  const printed = () => tablet.page.getByTestId('printed-pad');
  const issue = async (page: Page, count: number, paper: string) => {
    await openTab(page, 'Làn');
    await page.getByRole('link', { name: 'Phiếu giấy: in, giao, trả' }).click();
    await page.locator('input[name=count]').fill(String(count));
    await page.getByLabel(paper).check();
    await press(page, 'Cấp số và xem tập');
    await press(page, 'In tập này');
    await printed().waitFor({ state: 'attached' });
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    // Nobody stands at the printer: the pages stay for as long as the test looks at them.
    await page.addInitScript(() => {
      window.print = () => undefined;
    });
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    // From here on there is no server.
    await page.context().setOffline(true);
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[PAD-1] are printed with no network, every field once and in the order of the desk', async () => {
    const { page } = tablet;
    await issue(page, 3, 'A4, hai phiếu một tờ');
    const sheets = await printed().evaluate((pad) =>
      [...pad.querySelectorAll<HTMLElement>('[data-side]')].map(({ dataset }) => ({
        serial: dataset['serial'] ?? '',
        side: dataset['side'],
      })),
    );
    expect(sheets.map(({ side }) => side)).toEqual([
      'front',
      'front',
      'back',
      'back',
      'front',
      'back',
    ]);
    expect(new Set(sheets.map(({ serial }) => serial)).size).toBe(3);
    const serial = sheets[0]?.serial ?? '';
    const keys = await printed()
      .locator(`[data-serial="${serial}"] [data-key]`)
      .evaluateAll((fields) =>
        fields.map((field) => (field instanceof HTMLElement ? field.dataset['key'] : '')),
      );
    const asked = paperForm.flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(keys).toEqual(asked.filter((key) => key !== 'paperSerial' && !deskOnly.has(key)));
  });

  it('[PAD-2] fit their paper: nothing is cut, and every box takes handwriting of 7 mm', async () => {
    const { page } = tablet;
    await page.emulateMedia({ media: 'print' });
    const faults = await printed().evaluate((pad) => {
      const cut = [...pad.querySelectorAll<HTMLElement>('[data-side], [data-key]')]
        .filter(
          (each) =>
            each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1,
        )
        .map(({ dataset }) => dataset['key'] ?? dataset['side'] ?? '');
      const outside = [...pad.querySelectorAll<HTMLElement>('[data-side]')].flatMap((sheet) => {
        const paper = sheet.getBoundingClientRect();
        return [...sheet.querySelectorAll('*')].filter((part) => {
          const { bottom, right } = part.getBoundingClientRect();
          return bottom > paper.bottom || right > paper.right;
        });
      });
      const boxes = [...pad.querySelectorAll('[data-hint]')].map(
        (box) => box.getBoundingClientRect().height,
      );
      return { cut, outside: outside.length, smallestBox: Math.min(...boxes), boxes: boxes.length };
    });
    expect(faults).toMatchObject({ cut: [], outside: 0 });
    expect(faults.boxes).toBeGreaterThan(60);
    expect(faults.smallestBox / mm).toBeGreaterThanOrEqual(7);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
    writeFileSync(join(process.env['CHOT_LOOK'] ?? work, 'pad-a4.pdf'), pdf);
    // Two fronts, their backs, the last front, its back.
    expect(sizesOf(pdf)).toEqual(Array.from({ length: 4 }, () => ({ width: 210, height: 297 })));
  });

  it('[PAD-3] bear a code that our own reader reads from the printed picture', async () => {
    const { page } = tablet;
    const [front, , back] = await printed().locator('[data-side]').all();
    const serial = (await front?.getAttribute('data-serial')) ?? '';
    expect(serial).toMatch(/^HN01-[0-9A-Z]{3}-\d{4}[0-9A-Z]$/);
    const pictures = [await front?.screenshot(), await back?.screenshot()];
    await page.emulateMedia({ media: null });
    for (const [index, picture] of pictures.entries()) {
      const name = join(process.env['CHOT_LOOK'] ?? work, `side-${index}.png`);
      writeFileSync(name, picture ?? Buffer.alloc(0));
      await openTab(page, 'Quét');
      await page.locator('input[type=file]').setInputFiles(name);
      await page.getByTestId('scan-answer').getByText(`Phiếu giấy số ${serial}`).waitFor();
    }
  });

  it('[PAD-3] fit A5 too, a sheet a page', async () => {
    const { page } = tablet;
    await issue(page, 2, 'A5, một phiếu một tờ');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    writeFileSync(join(process.env['CHOT_LOOK'] ?? work, 'pad-a5.pdf'), pdf);
    expect(sizesOf(pdf)).toEqual(Array.from({ length: 4 }, () => ({ width: 210, height: 148 })));
  });

  it('[PAD-4] tell of each sheet where it is, and which have not come back, by number and holder', async () => {
    const { page } = tablet;
    await page.getByRole('link', { name: 'Về các tập phiếu' }).click();
    await page.getByRole('listitem').filter({ hasText: '3 phiếu ·' }).getByRole('link').click();
    const options = page.getByLabel('Từ phiếu').locator('option');
    await options.nth(2).waitFor({ state: 'attached' });
    const [first = '', second = '', third = ''] = await options.allInnerTexts();
    const runs = page.getByTestId('runs');
    await page.getByLabel('Đến phiếu').selectOption(third);
    await page.getByLabel('Giao cho').selectOption({ index: 0 });
    const holder = await page.getByLabel('Giao cho').locator('option').first().innerText();
    await press(page, 'Giao');
    await runs.getByText(`Đã giao · ${holder}`).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: `${holder}: ${first}, ${second}, ${third}` })
      .waitFor();
    await page.getByLabel('Từ phiếu').selectOption(third);
    await page.getByLabel('Vì sao hỏng').selectOption('torn');
    await press(page, 'Ghi hỏng');
    await runs.getByText('Hỏng').waitFor();
    await page.getByLabel('Từ phiếu').selectOption(second);
    await page.getByLabel('Đến phiếu').selectOption(second);
    await press(page, 'Nhận lại phiếu trắng');
    await runs.getByText('Đã trả').waitFor();

    await openTab(page, 'Phiếu');
    await page.locator('[data-field=paperSerial] input:focus').waitFor();
    await typeSheet(page, sheetOf({ ...hoa, serial: first.toLowerCase().replaceAll('-', ' ') }));
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ trên máy').waitFor();
    await openTab(page, 'Làn');
    await page.getByRole('link', { name: 'Phiếu giấy: in, giao, trả' }).click();
    const line = page.getByRole('listitem').filter({ hasText: '3 phiếu' });
    await line.getByText('Đã nhập 1').waitFor();
    expect(await page.getByText('Chưa về').count()).toBe(0);
  });

  it('[SERIAL-5] are doubted in words at the field of the serial', async () => {
    const { page } = tablet;
    const line = page.getByRole('listitem').filter({ hasText: '3 phiếu' });
    await line.getByRole('link').click();
    const options = page.getByLabel('Từ phiếu').locator('option');
    await options.nth(2).waitFor({ state: 'attached' });
    const serials = await options.allInnerTexts();
    await openTab(page, 'Phiếu');
    const field = page.locator('[data-field=paperSerial]');
    await field.locator('input').waitFor();
    const doubt = async (typed: string, words: string) => {
      await field.locator('input').fill(typed);
      await page.keyboard.press('Tab');
      await field.getByText(words).waitFor();
    };
    await doubt(serials[2] ?? '', 'Phiếu này đã ghi là hỏng');
    // One letter of the block, which is never of the same serial's check letter.
    const [first = ''] = serials;
    const slip = `${first.slice(0, 5)}${first[5] === 'Z' ? 'Y' : 'Z'}${first.slice(6)}`;
    await doubt(slip, 'sai một chữ hoặc đảo hai chữ');
    await doubt('CG-000001', 'Chốt chưa in số phiếu này');
    // A doubt does not stand between the sheet and its being kept.
    expect(await page.getByText('Phải sửa').count()).toBe(0);
  });
});
