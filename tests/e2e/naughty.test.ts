import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanLine } from '#domain/declaration/clean-line.ts';
import { naughtyByKind, naughtyStrings, tripwire } from '../attack/naughty-strings.ts';
import { codeToPng } from '../support/code-picture.ts';
import { enrol, lock, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const tabletName = `<img src=x onerror=${tripwire}=1>`;
const { script = [], sql = [], unicode = [] } = naughtyByKind;
/** A name has letters only; where a person lives is written freely. */
const keptPlaces = [...script.slice(0, 4), ...sql.slice(0, 3), ...unicode.slice(0, 2)];
const keptName = 'Nguye\u0302\u0303n O’Hara-Lê';

/** What may stand in a page that runs nothing of what was typed: counted, and compared. */
const countHostile = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => {
    const selectors = ['script', 'iframe', 'object', 'embed', 'base', 'style', 'meta', 'img'];
    const counts = selectors.map((name) => [name, document.querySelectorAll(name).length] as const);
    const withHandler = [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    );
    const foreign = [...document.querySelectorAll('link')].filter(
      ({ href }) => new URL(href, location.href).origin !== location.origin,
    );
    return {
      ...Object.fromEntries(counts),
      handlers: withHandler.length,
      foreign: foreign.length,
    };
  });

describe('strings that break other programs, on the screens', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-naughty-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;
  let clean: Record<string, number>;
  const incidents: string[] = [];

  const expectNothingRan = async () => {
    const { page } = tablet;
    expect(incidents).toEqual([]);
    expect(await page.evaluate((name) => name in globalThis, tripwire)).toBe(false);
    expect(page.context().pages()).toHaveLength(1);
    expect(await countHostile(page)).toEqual(clean);
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    page.on('dialog', (dialog) => {
      incidents.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) incidents.push(message.text());
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      const isOwn = origin === server.url || ['blob:', 'data:'].includes(protocol);
      if (!isOwn) incidents.push(`request: ${request.url()}`);
    });
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', tabletName);
    await signIn(page, 'Phiếu giấy', '222222');
  });

  beforeEach(async () => {
    clean ??= await countHostile(tablet.page);
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[WALL-8] typed into every line of the sheet stay what they are and run nowhere', async () => {
    const { page } = tablet;
    await openTab(page, 'Phiếu');
    await page.locator('[data-field] input').first().waitFor();
    const lines = 'form [data-field] input:not([type=radio]):not([type=checkbox]), form textarea';
    let turn = 0;
    const sections = [
      'Phiếu',
      'Người khai',
      'Nơi ở',
      'Di chuyển',
      'Sức khỏe',
      'Giấy tờ',
      'Kết luận',
    ];
    for (const section of sections) {
      const tab = page.getByRole('button', { name: section, exact: true });
      if ((await tab.count()) > 0) await tab.first().click();
      for (const line of await page.locator(lines).all()) {
        if (!(await line.isVisible()) || !(await line.isEditable())) continue;
        for (let count = 0; count < 6; count += 1) {
          const typed = naughtyStrings[(turn * 7) % naughtyStrings.length] ?? '';
          turn += 1;
          await line.fill(typed.toWellFormed());
          // Breaks become a space, or the browser itself takes them away.
          const bare = (text: string) => cleanLine(text).replaceAll(' ', '');
          // A line that looks something up keeps only what it found.
          expect([bare(typed), '']).toContain(bare(await line.inputValue()));
        }
        await line.blur();
      }
    }
    expect(turn).toBeGreaterThan(naughtyStrings.length / 2);
    await expectNothingRan();
  });

  it('[WALL-8] in kept records come back on the record’s page to the letter', async () => {
    const { page } = tablet;
    await page.getByRole('button', { name: 'Phiếu mới' }).first().click();
    const blankSheet = page.locator('[data-field=paperSerial] input:focus');
    await blankSheet.waitFor();
    for (const [index, place] of keptPlaces.entries()) {
      const [serial, number] = [`CG-0000${10 + index}`, `0011900001${10 + index}`];
      const sheet = sheetOf({ serial, name: keptName, number, dob: '17/05/1990', sex: '2' });
      await typeSheet(page, { ...sheet, 'addr.permanent': ['dong da', place] });
      await page.keyboard.press('Control+Enter');
      await blankSheet.waitFor();
    }
    for (const [index, place] of keptPlaces.toReversed().entries()) {
      await openTab(page, 'Danh sách');
      const rows = page.getByTestId('records').getByRole('link');
      await expect.poll(() => rows.count()).toBe(keptPlaces.length);
      await expect.poll(() => rows.nth(index).textContent()).toContain(keptName.normalize('NFC'));
      await rows.nth(index).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator('main').textContent()).toContain(cleanLine(place));
    }
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();
    await expectNothingRan();
  });

  it('[WALL-8] searched for find what they are in, or nothing, and never break the list', async () => {
    const { page } = tablet;
    await openTab(page, 'Danh sách');
    const box = page.getByRole('searchbox');
    for (const text of naughtyStrings) {
      await box.fill(text.toWellFormed());
      const isShown = page
        .getByTestId('records')
        .getByRole('listitem')
        .or(page.getByText('trên máy này.'))
        .first();
      await expect.poll(() => isShown.count()).toBe(1);
    }
    await box.fill('');
    await expect
      .poll(() => page.getByTestId('records').getByRole('listitem').count())
      .toBe(keptPlaces.length);
    await expectNothingRan();
  });

  it('[WALL-8] as names of drafts stand in the list of drafts to the letter', async () => {
    const { page } = tablet;
    await openTab(page, 'Phiếu');
    for (const name of script.slice(0, 4)) {
      await page.getByRole('button', { name: 'Người khai' }).click();
      await page.locator('[data-field=fullName] input').fill(name);
      await page.getByText('Bản nháp lưu lúc').waitFor();
      await page.getByRole('button', { name: 'Phiếu mới' }).first().click();
      await page.locator('[data-field=paperSerial] input:focus').waitFor();
    }
    await page.getByRole('button', { name: /nháp/ }).last().click();
    const listed = () => page.locator('dialog[open] li').allTextContents();
    for (const name of script.slice(0, 4)) {
      await expect.poll(async () => (await listed()).join('\n')).toContain(name);
    }
    await page.keyboard.press('Escape');
    await expectNothingRan();
  });

  it('[WALL-8] in codes are shown as text', async () => {
    const { page } = tablet;
    await openTab(page, 'Quét');
    const answer = page.getByTestId('scan-answer');
    for (const text of [...script, ...sql].filter(({ length }) => length < 120)) {
      const cards = [text, `036190012345||${text}|17051990|Nữ|${text}|10082021`];
      for (const card of cards) {
        const file = { name: 'ma.png', mimeType: 'image/png', buffer: codeToPng(card) };
        await page.locator('input[type=file]').setInputFiles(file);
        await answer.getByRole('heading').first().waitFor();
        await expect.poll(() => answer.textContent()).toContain(text.trim());
        await page.getByRole('button', { name: 'Quét mã khác' }).click();
      }
    }
    await expectNothingRan();
  });

  it('[WALL-8] as the name of a tablet stand on the board', async () => {
    const { page } = tablet;
    await lock(page);
    await signIn(page, 'Chốt trưởng', '333333');
    await openTab(page, 'Ca trực');
    const shown = page.getByRole('main').getByText(tabletName, { exact: true }).first();
    await expect.poll(() => shown.count()).toBe(1);
    await expectNothingRan();
  });
});
