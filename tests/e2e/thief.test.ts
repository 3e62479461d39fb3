import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildTablet } from '../support/build-tablet.ts';
import {
  enrol,
  lock,
  openTab,
  sayWhyAmended,
  signIn,
  typeSheet,
  typeTemperature,
  untilAmended,
  unlock,
} from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { findWords, formsUnder } from '../support/thief.ts';

const kept = {
  serial: 'CG-000431',
  name: 'Nguyễn Thị Thạch Sanh',
  number: '001190012345',
  dob: '17/05/1990',
  sex: '2',
} as const;
const begun = { fullName: 'Trần Lý Thông', docNumber: '001090000777', phone: '0987000111' };

/** What a thief would look for, in the forms in which it was typed, kept or searched. */
const words = [
  'Thạch Sanh',
  'thach sanh',
  'thach',
  'CG-000431',
  'cg000431',
  '001190012345',
  '912345678',
  '29X112345',
  '29x112345',
  '29X1-123.45',
  'Số 5 ngõ 12',
  'Lưu Ly',
  'Lý Thông',
  'ly thong',
  '001090000777',
  '987000111',
];

describe('a tablet that is stolen', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-thief-'));
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  /** A turn of duty: typing, keeping, searching, sending, locking; half a sheet is left. @returns the profile */
  const workOn = async (
    name: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const profile = join(work, name);
    const server = await startServer({ dataDir: join(work, `${name}-data`), env });
    const tablet = await openTabletBrowser({ profile });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    const blankSheet = page.locator('[data-field=paperSerial] input:focus');
    await blankSheet.waitFor();
    await typeSheet(page, sheetOf(kept));
    await page.keyboard.press('Control+Enter');
    await blankSheet.waitFor();
    await openTab(page, 'Danh sách');
    for (const query of ['thach sanh', '0912 345 678', '12345']) {
      await page.getByRole('searchbox').fill(query);
      await page.getByTestId('records').getByText(kept.number).waitFor();
    }
    await page.getByTestId('records').getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await typeTemperature(page, '37,9');
    await sayWhyAmended(page, 'Đo lại');
    await untilAmended(page);
    await page.getByText('37,9').first().waitFor();
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();
    await openTab(page, 'Phiếu');
    await page.getByRole('button', { name: 'Người khai' }).click();
    for (const [key, typed] of Object.entries(begun)) {
      await page.locator(`[data-field="${key}"] input`).first().fill(typed);
    }
    await page.getByText('Bản nháp lưu lúc').waitFor();
    await page.reload();
    await unlock(page, '222222');
    await lock(page);
    await page.locator('#pin').waitFor();
    await tablet.close();
    await server.stop();
    return profile;
  };

  it('[THIEF-1] no file of the browser shows a name, a number, a telephone, a plate or an address', async () => {
    expect(findWords(await workOn('sealed'), words)).toEqual([]);
  });

  it('[THIEF-2] (control) where nothing is sealed the same search finds them', async () => {
    const tabletDir = join(work, 'unsealed');
    buildTablet({ CHOT_SEALING: 'off' }, tabletDir);
    const found = findWords(await workOn('clear', { TABLET_DIR: tabletDir }), words).join('\n');
    for (const word of ['Thạch Sanh', '001190012345', 'Lý Thông', '001090000777']) {
      expect(found).toContain(word);
    }
  });

  // Frames are deflated, which hides a name from no thief.
  it('[THIEF-1] nor does any frame of the log, inflated', () => {
    const file = new URL('../fixtures/log/frame-dictionary-2.txt', import.meta.url);
    const dictionary = Buffer.from(readFileSync(file, 'utf8'), 'base64');
    const frames = formsUnder(join(work, 'sealed')).flatMap((form) =>
      [...form.entries()].flatMap(([at, byte]) => {
        if (byte !== 2) return [];
        try {
          return [inflateRawSync(form.subarray(at + 1), { dictionary, finishFlush: 2 })];
        } catch {
          return [];
        }
      }),
    );
    expect(frames.filter((frame) => frame.includes(kept.name))).toEqual([]);
  });
});
