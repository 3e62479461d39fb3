import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startSandbox,
  type Sandbox,
} from '../../sync-server/connectors/population-registry/sandbox/sandbox.ts';
import { codeToPng } from '../support/code-picture.ts';
import { blinkNetwork, enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const people = [
  ['HN-L-0001', 'Lê Thị Thanh', '001190012301', '17/05/1990', '2'],
  ['HN-L-0002', 'Lê Văn Bình', '001088012302', '03/02/1988', '1'],
  ['HN-L-0003', 'Trần Thị Cúc', '001190012303', '01/03/1990', '2'],
] as const;
const [thanh, binh, cuc] = people.map(([serial, name, number, dob, sex]) => ({
  serial,
  name,
  number,
  dob,
  sex,
  card: `${number}||${name}|${dob.replaceAll('/', '')}|${sex === '1' ? 'Nam' : 'Nữ'}|Đống Đa, Hà Nội|10082021`,
})) as [Person, Person, Person];
type Person = Parameters<typeof sheetOf>[0] & { readonly card: string };

const isoOf = (dob: string): string => dob.split('/').toReversed().join('-');

/** Pictures to look at, where somebody asks for them. */
const picturesDir = process.env['PICTURES_DIR'];

describe('the identity check at the post', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-identity-'));
  let server: ServerProcess;
  let sandbox: Sandbox;
  let tablet: TabletBrowser;

  const answer = () => tablet.page.getByTestId('scan-answer');
  const alarm = () => tablet.page.getByTestId('identity-alarm');
  const show = (text: string) =>
    tablet.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ma.png', mimeType: 'image/png', buffer: codeToPng(text) });
  const type = async (person: Person): Promise<void> => {
    const { page } = tablet;
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, sheetOf(person));
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Đã giữ trên máy: ${person.name}`).waitFor();
  };
  /** Since the last look, how often it rang; three falling tones are one ring. */
  const takeRings = async (): Promise<number> => {
    const tones = await tablet.page.evaluate(() => {
      const heard = [...(globalThis as unknown as { tones: number[] }).tones];
      (globalThis as unknown as { tones: number[] }).tones.length = 0;
      return heard;
    });
    return tones.filter((hertz) => hertz === 220).length;
  };
  const rowOf = (name: string) =>
    tablet.page.getByTestId('records').getByRole('listitem').filter({ hasText: name });
  const picture = async (name: string): Promise<void> => {
    if (picturesDir === undefined) return;
    mkdirSync(picturesDir, { recursive: true });
    const { page } = tablet;
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ] as const) {
      for (const theme of ['day', 'night']) {
        await page.setViewportSize({ width, height });
        await page.evaluate((value) => {
          document.documentElement.dataset['theme'] = value;
        }, theme);
        await page.screenshot({ path: join(picturesDir, `${name}-${width}-${theme}.png`) });
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, people: 0, token: null });
    for (const { name, number, dob, sex } of [thanh, binh]) {
      const held = { number, dob: isoOf(dob), sex: sex === '1' ? 'M' : 'F' } as const;
      sandbox.know({ ...held, fullName: name === binh.name ? 'Ngô Văn Khác' : name });
    }
    server = await startServer({ dataDir: join(work, 'data'), env: { REGISTRY_URL: sandbox.url } });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.addInitScript(() => {
      const tones: number[] = [];
      Object.assign(globalThis, { tones });
      const Heard = class extends AudioContext {
        override createOscillator(): OscillatorNode {
          const tone = super.createOscillator();
          // It gets its pitch before its place in time.
          queueMicrotask(() => tones.push(tone.frequency.value));
          return tone;
        }
      };
      Object.assign(globalThis, { AudioContext: Heard });
    });
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Quét mã', '111111');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    await sandbox.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('[CHECK-10] who matches is said to match; who does not rings until it was seen', async () => {
    const { page } = tablet;
    await type(thanh);
    await openTab(page, 'Danh sách');
    await rowOf(thanh.name).getByText('khớp dân cư').waitFor();
    expect(await takeRings()).toBe(0);
    expect(await alarm().count()).toBe(0);

    await type(binh);
    await alarm().getByText('KHÔNG KHỚP CSDL dân cư: khác họ và tên').waitFor();
    await expect.poll(takeRings).toBeGreaterThan(0);
    await picture('paper-alarm');
    await openTab(page, 'Quét');
    await show(thanh.card);
    await answer().getByText('Khớp CSDL dân cư.').waitFor();
    await picture('lane-alarm');
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await openTab(page, 'Danh sách');
    await rowOf(binh.name).getByText('KHÔNG KHỚP DÂN CƯ').waitFor();
    await picture('list-alarm');
    await alarm().getByRole('link', { name: 'Mở bản ghi' }).click();
    await page.getByTestId('identity-note').getByText('KHÔNG KHỚP').waitFor();
    await picture('record-mismatch');
    await alarm().getByRole('button', { name: 'Đã xem' }).click();
    await alarm().waitFor({ state: 'detached' });
    await page.getByTestId('identity-note').getByText('KHÔNG KHỚP').waitFor();
  });

  it('[CHECK-11] who shows a card is asked about at once: a mismatch rings and holds, a match says so', async () => {
    const { page } = tablet;
    await openTab(page, 'Quét');
    await takeRings();
    await show(binh.card);
    await answer().getByText('KHÔNG KHỚP CSDL dân cư').waitFor();
    await answer().getByRole('heading', { name: 'Giữ lại' }).waitFor();
    expect(await takeRings()).toBeGreaterThan(0);
    await picture('lane-mismatch');
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await show(thanh.card);
    await answer().getByText('Khớp CSDL dân cư.').waitFor();
    await answer().getByRole('heading', { name: 'Cho qua' }).waitFor();
    await picture('lane-match');
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
  });

  it('[CHECK-11] with the registry down nobody waits, and what the number itself says stands in', async () => {
    const { page } = tablet;
    sandbox.behave({ fault: 'hang-up' });
    await show(cuc.card);
    await answer().getByText('mới xét số căn cước trên máy').waitFor();
    await answer().getByRole('button', { name: 'Điền tiếp tờ khai' }).waitFor();
    await picture('lane-waiting');
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await type(cuc);
    await openTab(page, 'Danh sách');
    await rowOf(cuc.name).getByText('chờ CSDL dân cư').waitFor();
    await rowOf(cuc.name).click();
    await page.getByTestId('identity-note').getByText('Máy tự xét').waitFor();
    await picture('record-waiting');

    sandbox.behave({});
    // Within half a minute the registry is tried again; the tablet would read its unit's feed every minute.
    await expect.poll(() => sandbox.counts().answered, { timeout: 120_000 }).toBe(3);
    await expect
      .poll(
        async () => {
          await blinkNetwork(page);
          return alarm().getByText('CSDL dân cư không có số này').count();
        },
        { interval: 2_000 },
      )
      .toBe(1);
    await page.getByTestId('identity-note').getByText('không có số này').waitFor();
    // Three people, each asked about once, however often they were looked at.
    expect(sandbox.counts()).toMatchObject({ answered: 3, distinct: 3 });
  });
});
