import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrolCodeResponseSchema } from '#protocol/administration.ts';
import { protocolVersion } from '#protocol/version.ts';
import { blinkNetwork, enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const unitName = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const person = { name: 'Nguyễn Văn Thử', number: '001090000101', dob: '1990', sex: '1' } as const;
const adminToken = 'token-of-the-administrator-of-this-test';

/** What stands in each store of the tablet, and what its second place remembers. */
const leftBehind = () =>
  new Promise<{ rows: Record<string, number>; remembered: string | null }>((resolve, reject) => {
    const opening = indexedDB.open('chot');
    opening.addEventListener('error', () => reject(new Error('the database does not open')));
    opening.onsuccess = () => {
      const names = [...opening.result.objectStoreNames];
      const look = opening.result.transaction(names, 'readonly');
      const counts = names.map((name) => [name, look.objectStore(name).count()] as const);
      look.oncomplete = () => {
        opening.result.close();
        const rows = Object.fromEntries(counts.map(([name, { result }]) => [name, result]));
        resolve({ rows, remembered: localStorage.getItem('chot-storage-marker') });
      };
    };
  });

/** Who the tablet is, and whether its key can be taken out. */
const ownIdentity = () =>
  new Promise<{ deviceId: string; isReadable: boolean }>((resolve) => {
    const opening = indexedDB.open('chot');
    opening.onsuccess = () => {
      const asking = opening.result.transaction('device').objectStore('device').get('device');
      asking.onsuccess = () => {
        opening.result.close();
        const { deviceId, signingKey } = asking.result as {
          deviceId: string;
          signingKey: CryptoKey;
        };
        crypto.subtle.exportKey('jwk', signingKey).then(
          () => resolve({ deviceId, isReadable: true }),
          () => resolve({ deviceId, isReadable: false }),
        );
      };
    };
  });

describe('a tablet that was switched off', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-off-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  const administer = async (path: string, message: object): Promise<unknown> => {
    const answer = await fetch(`${server.url}/api/v1/admin/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: protocolVersion, ...message }),
    });
    expect(answer.status).toBe(200);
    return answer.json();
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data'), env: { ADMIN_TOKEN: adminToken } });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[ENROL-9] is enrolled with a code of its own, and its key cannot be read', async () => {
    const { page } = tablet;
    await page.goto(server.url);
    const made = await administer('enrol-codes', { unitId: 'hn-01' });
    const { code } = enrolCodeResponseSchema.parse(made);
    await enrol(page, unitName, 'Máy 1', code.toLowerCase());
    expect((await page.evaluate(ownIdentity)).isReadable).toBe(false);
  });

  it('[DEVICE-8] delivers, erases itself under the officer’s hands, says so and can be enrolled anew', async () => {
    const { page } = tablet;
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, sheetOf({ serial: 'CG-0001', ...person }));
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('delivery').getByText('Đã gửi hết').waitFor();
    const { deviceId } = await page.evaluate(ownIdentity);
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await page.keyboard.type('CG-0002');
    await administer('device-endings', { deviceId, kind: 'switched-off', reason: 'Mất' });
    await blinkNetwork(page);
    await page.getByRole('heading', { name: 'Máy này đã bị tắt' }).waitFor({ timeout: 120_000 });
    const looked = async () => page.evaluate(leftBehind);
    await expect.poll(async () => (await looked()).remembered, { timeout: 60_000 }).toBeNull();
    const { rows } = await looked();
    const { settings, ...others } = rows;
    expect(settings).toBeLessThanOrEqual(3);
    expect(new Set(Object.values(others))).toEqual(new Set([0]));

    await page.reload();
    await page.getByRole('heading', { name: 'Máy này đã bị tắt' }).waitFor();
    await page.getByRole('button', { name: 'Nhận máy lại' }).click();
    await enrol(page, unitName, 'Máy 1');
    expect(await page.getByText('Bộ nhớ').count()).toBe(0);
  });
});
