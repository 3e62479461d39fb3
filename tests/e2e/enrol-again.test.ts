import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import {
  blinkNetwork,
  fillEnrolment,
  enrol,
  openTab,
  signIn,
  typeSheet,
} from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unitName = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const person = { name: 'Nguyễn Văn Thử', number: '001090000101', dob: '1990', sex: '1' } as const;

describe('a server that lost everything', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-again-'));
  /** The keys that entries are sealed to were copied elsewhere, as every backup has them. */
  const env = { SEALING_KEYS_FILE: join(work, 'keys.json') };
  let server: ServerProcess;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'first'), port: await freePort(), env });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    await tablet.page.goto(server.url);
    await enrol(tablet.page, unitName, 'Máy 1');
    await signIn(tablet.page, 'Phiếu giấy', '222222');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[SYNC-12] an officer enrols the tablet again, and it delivers what it had delivered before', async () => {
    const { page } = tablet;
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, sheetOf({ serial: 'CG-0001', ...person }));
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();

    await server.kill();
    server = await startServer({ dataDir: join(work, 'second'), port: server.port, env });
    await blinkNetwork(page);
    await page.getByRole('link', { name: 'Nhận lại máy' }).click({ timeout: 120_000 });
    await fillEnrolment(page, unitName, 'Máy 1');
    await page.getByRole('heading', { name: 'Nhận máy vào chốt' }).waitFor({ state: 'detached' });

    const ledger = new DatabaseSync(join(work, 'second', 'chot.sqlite'), { readOnly: true });
    const records = () => ledger.prepare('select count(*) as count from records').all();
    await expect.poll(records, { timeout: 60_000 }).toEqual([{ count: 1 }]);
    ledger.close();
  });
});
