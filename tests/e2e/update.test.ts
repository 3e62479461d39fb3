import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../sync-server/http/app.ts';
import { seedDemo } from '../../sync-server/services/seed-demo.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { enrol, openTab, signIn, unlock } from '../support/officer.ts';
import { hashTestTerm, openTestFrame } from '../support/sealing.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

describe('a new version', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-update-'));
  const tabletDir = join(work, 'dist');
  let store: Store;
  let app: ReturnType<typeof buildApp>;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    cpSync('dist', tabletDir, { recursive: true });
    const engine = sqliteEngine(join(work, 'chot.sqlite'));
    store = await openSqlStore(engine, 'epoch');
    const ports = { store, clock: Date.now, random: randomBytes, openFrame: openTestFrame };
    await seedDemo(ports);
    const { isBusy } = engine;
    const enrolCode = 'CHOT-2021';
    const hashTerm = hashTestTerm;
    app = buildApp({
      ...ports,
      hashTerm,
      demo: true,
      enrolCode,
      logLevel: 'silent',
      tabletDir,
      isBusy,
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(url.replace('127.0.0.1', 'localhost'));
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
  });

  afterAll(async () => {
    await tablet.close();
    await app.close();
    await store.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('[SCREEN-3] waits under an officer who is typing, and comes when somebody presses', async () => {
    const { page } = tablet;
    await page.reload();
    await unlock(page, '222222');
    await openTab(page, 'Phiếu');
    const serial = page.locator('[data-field="paperSerial"] input');
    await serial.fill('CG-0001');
    await page.evaluate(() => Object.assign(globalThis, { sameLife: true }));
    const sameLife = () => page.evaluate(() => 'sameLife' in globalThis);

    appendFileSync(join(tabletDir, 'service-worker.js'), '\n// the next version\n');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText('Có bản mới').waitFor();
    await serial.fill('CG-0002');
    expect(await sameLife()).toBe(true);

    await page.getByText('Bản nháp lưu lúc').waitFor();
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Cập nhật' }).click(),
    ]);
    await unlock(page, '222222');
    await serial.waitFor();
    expect(await sameLife()).toBe(false);
    await expect.poll(() => serial.inputValue()).toBe('CG-0002');
  });
});
