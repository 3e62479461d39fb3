import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { enrol, openTab, signIn, typeSheet, unlock } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const sheet = sheetOf({
  serial: 'CG-000001',
  name: 'Nguyễn Văn Thử',
  number: '001090000101',
  dob: '17/05/1990',
  sex: '1',
});

describe('with no page open', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-alarm-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir, port: await freePort() });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[LIVE-1] the service worker delivers what waits when the browser rings', async () => {
    const { page } = tablet;
    await server.stop();
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, sheet);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ trên máy: Nguyễn Văn Thử').waitFor();
    const session = await page.context().newCDPSession(page);
    const registrationId = await idOfWorker(session);
    // The page is gone; nothing but the service worker is left of the tablet.
    await page.goto('about:blank');

    server = await startServer({ dataDir, port: server.port });
    const ring = { origin: server.url, registrationId, tag: 'chot-send', lastChance: false };
    await session.send('ServiceWorker.dispatchSyncEvent', ring);
    for (let look = 0; look < 100 && recordsHeld() === 0; look += 1) await sleep(100);
    expect(recordsHeld()).toBe(1);

    await page.goto(server.url);
    await unlock(page, '222222');
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();
    expect(recordsHeld()).toBe(1);
  });

  const recordsHeld = (): number => {
    const database = new DatabaseSync(join(dataDir, 'chot.sqlite'), { readOnly: true });
    const rows = database.prepare("select 1 from entries where kind = 'crossing.recorded'").all();
    database.close();
    return rows.length;
  };
});

const idOfWorker = async (session: CDPSession): Promise<string> => {
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration) resolve(registration.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  return found;
};
