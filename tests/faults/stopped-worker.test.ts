import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendingAlarm } from '../../src/platform/sending-alarm.ts';
import { openGate, type Gate } from '../support/gate.ts';
import { enrol, openTab, signIn, typeSheet, unlock } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { readDelivered } from '../support/read-delivered.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

type Registrations = { registrations: { registrationId: string; scopeURL: string }[] };

describe('the service worker as the only sender', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-worker-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  let gate: Gate;
  let tablet: TabletBrowser;
  let session: CDPSession;
  let registrationId: string;

  beforeAll(async () => {
    server = await startServer({ dataDir });
    gate = await openGate(server.port);
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(gate.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    gate.set('cut');
    await typeSheet(
      page,
      sheetOf({
        serial: 'CG-000001',
        name: 'Nguyễn Văn Thử',
        number: '001090000101',
        dob: '17/05/1990',
        sex: '1',
      }),
    );
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã giữ trên máy').waitFor();
    session = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }: Registrations) => {
        const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(gate.url));
        if (own) resolve(own.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    registrationId = await registered;
    // Any file of the origin keeps the session there, without a page that sends.
    await page.goto(`${gate.url}/icon-192.png`).catch(() => undefined);
  });

  afterAll(async () => {
    await tablet.close();
    await gate.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const ring = (lastChance: boolean) =>
    session.send('ServiceWorker.dispatchSyncEvent', {
      origin: gate.url,
      registrationId,
      tag: sendingAlarm,
      lastChance,
    });
  const untilPushed = async () => {
    while (!gate.takeAsked().some((path) => path.endsWith('/push'))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('[CRASH-5] stopped in the middle of sending it loses nothing, and the last ring delivers once', async () => {
    gate.set('deaf');
    void ring(true);
    // The server has it, and nobody was told: the worst place to be stopped at.
    await expect.poll(() => readDelivered(dataDir)).toEqual({ records: 1, entries: 2 });
    await session.send('ServiceWorker.stopAllWorkers');

    gate.set('open');
    gate.takeAsked();
    void ring(true);
    await untilPushed();
    const { page } = tablet;
    await page.goto(gate.url);
    await unlock(page, '222222');
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor({ timeout: 60_000 });
    expect(readDelivered(dataDir)).toEqual({ records: 1, entries: 2 });
  });
});
