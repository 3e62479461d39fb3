import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGate, type Gate, type GateMood } from '../support/gate.ts';
import {
  enrol,
  openTab,
  signIn,
  typeSheet,
  type SheetAnswers,
  unlock,
} from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { readDelivered } from '../support/read-delivered.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const person = (number: number): SheetAnswers =>
  sheetOf({
    serial: `CG-${String(number).padStart(6, '0')}`,
    name: `Nguyễn Văn Lỗi ${'ABCDEFGH'.at(number)}`,
    number: `0010900002${String(number).padStart(2, '0')}`,
    dob: '17/05/1990',
    sex: '1',
  });

const counts = () =>
  new Promise<{ entries: number; records: number; drafts: number }>((resolve, reject) => {
    const opening = indexedDB.open('chot');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const reading = opening.result.transaction(['entries', 'records', 'drafts'], 'readonly');
      const [entries, records, drafts] = ['entries', 'records', 'drafts'].map((store) =>
        reading.objectStore(store).count(),
      );
      reading.addEventListener('complete', () => {
        opening.result.close();
        resolve({
          entries: entries?.result ?? -1,
          records: records?.result ?? -1,
          drafts: drafts?.result ?? -1,
        });
      });
    });
  });

describe('faults of the real browser', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-faults-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  let gate: Gate;
  let tablet: TabletBrowser;

  const openTablet = async (): Promise<Page> => {
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    tablet.page.setDefaultTimeout(15_000);
    return tablet.page;
  };

  beforeAll(async () => {
    server = await startServer({ dataDir });
    gate = await openGate(server.port);
    await (await openTablet()).goto(gate.url);
    await enrol(tablet.page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(tablet.page, 'Phiếu giấy', '222222');
  });

  afterAll(async () => {
    await tablet.close();
    await gate.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const typed = async (page: Page, answers: SheetAnswers) => {
    await openTab(page, 'Làn');
    await openTab(page, 'Phiếu');
    await page.getByRole('form').waitFor();
    // Where a draft was left, that one is opened.
    const fresh = page.getByRole('button', { name: 'Phiếu mới' });
    if ((await fresh.count()) > 0) await fresh.click();
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, answers);
  };
  const keep = async (page: Page, answers: SheetAnswers) => {
    await typed(page, answers);
    await page.keyboard.press('Control+Enter');
    await page.getByText(`Đã giữ trên máy: ${String(answers['fullName'])}`).waitFor();
  };
  const untilAllSent = (page: Page) =>
    page.getByTestId('delivery').getByText('Đã gửi hết').waitFor({ timeout: 90_000 });

  it('[CRASH-1] a full storage is said, the sheet stays, and once there is room it is kept', async () => {
    // Chromium asks for the room once per opened database and then reckons: so the room goes first.
    await tablet.close();
    const page = await openTablet();
    const session = await page.context().newCDPSession(page);
    const allow = (quota: { quotaSize?: number }) =>
      session.send('Storage.overrideQuotaForOrigin', { origin: gate.url, ...quota });
    await allow({ quotaSize: 1 });
    await page.goto(gate.url);
    await unlock(page, '222222');
    await typed(page, person(1));
    await page.keyboard.press('Control+Enter');
    await page.getByText('Bộ nhớ máy đã đầy').first().waitFor();
    expect(await page.getByRole('form').count()).toBe(1);
    expect(await page.evaluate(counts)).toMatchObject({ entries: 0, records: 0 });

    await allow({});
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ trên máy').waitFor();
    expect(await page.evaluate(counts)).toMatchObject({ entries: 2, records: 1 });
  });

  it('[CRASH-2] a page that crashes while it keeps a sheet leaves all of it or the draft', async () => {
    const { page } = tablet;
    await typed(page, person(2));
    const before = await page.evaluate(counts);
    const session = await page.context().newCDPSession(page);
    await page.keyboard.press('Control+Enter');
    // The page dies under the command, which therefore has no answer.
    void session.send('Page.crash').catch(() => undefined);
    await page.waitForEvent('crash');

    const next = await page.context().newPage();
    await next.setViewportSize({ width: 1280, height: 800 });
    await next.goto(gate.url);
    const after = await next.evaluate(counts);
    const kept = after.records - before.records;
    expect(after.entries - before.entries).toBe(2 * kept);
    expect(after.drafts).toBe(kept === 1 ? before.drafts - 1 : before.drafts);
    next.setDefaultTimeout(15_000);
    tablet = { ...tablet, page: next };
    await unlock(next, '222222');
  });

  const portals: GateMood[] = ['portal-page', 'portal-json', 'portal-redirect', 'portal-511'];

  it.each(portals)(
    '[CRASH-3] behind a captive portal (%s) the tablet starts, keeps, and delivers afterwards once',
    async (portal) => {
      const { page } = tablet;
      gate.set(portal);
      await page.reload();
      await unlock(page, '222222');
      const number = portals.indexOf(portal);
      await keep(page, person(3 + number));
      await page.evaluate(() =>
        navigator.serviceWorker.ready.then((worker) => worker.update().catch(() => undefined)),
      );
      await expect.poll(() => page.getByTestId('delivery').innerText()).not.toContain('Đã gửi hết');
      gate.set('open');
      await untilAllSent(page);
      await page.reload();
      await unlock(page, '222222');
      const { records } = await page.evaluate(counts);
      expect(readDelivered(dataDir)).toEqual({ records, entries: 2 * records });
    },
  );

  it('[CRASH-4] a line that flaps is used and not stormed', async () => {
    const { page } = tablet;
    gate.set('cut');
    await keep(page, person(7));
    gate.takeAsked();
    const session = await page.context().newCDPSession(page);
    const flap = (offline: boolean) =>
      session.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    for (let times = 0; times < 12; times += 1) {
      await flap(true);
      await page.waitForTimeout(300);
      await flap(false);
      await page.waitForTimeout(300);
    }
    const pushes = gate.takeAsked().filter((path) => path.endsWith('/push'));
    // Each return of the network is a reason to try, and so is the timer; no more than that.
    expect(pushes.length).toBeLessThanOrEqual(40);
    gate.set('open');
    await flap(true);
    await flap(false);
    await untilAllSent(page);
    const { records } = await page.evaluate(counts);
    expect(readDelivered(dataDir)).toEqual({ records, entries: 2 * records });
  });
});
