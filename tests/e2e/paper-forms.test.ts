import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { expectedOf, filledForms } from '../support/paper-forms.ts';
import { PaperTypist } from '../support/paper-typist.ts';
import { readDelivered } from '../support/read-delivered.ts';
import { readLedger } from '../support/read-ledger.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const serialOf = (index: number): string => `GIAY-${String(index + 1).padStart(4, '0')}`;

describe('the filled forms', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-forms-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[DESK-6] are typed by keyboard alone, and each kept record equals its form field by field', async () => {
    const { page } = tablet;
    for (const [index, form] of filledForms.entries()) {
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      if (form.sameVehicle) await page.keyboard.press('F2');
      await page.keyboard.type(serialOf(index));
      await page.keyboard.press('Enter');
      const typist = new PaperTypist(page);
      if (form.card && index % 2 === 0) await typist.readCard(form);
      await typist.goThrough(form);
      await typist.keep(form);
    }
    await expect
      .poll(() => readDelivered(dataDir).records, { timeout: 60_000 })
      .toBe(filledForms.length);
    const entries = readLedger(dataDir);
    for (const [index, form] of filledForms.entries()) {
      const declared = entries.find(
        ({ kind, data }) =>
          kind === 'declaration.recorded' &&
          'paperSerial' in data &&
          data.paperSerial === serialOf(index),
      );
      const crossed = entries.find(
        ({ kind, data }) =>
          kind === 'crossing.recorded' &&
          'declarationId' in data &&
          data.declarationId === declared?.subjectId,
      );
      const { 'ack.how': how, ...expected } = expectedOf(form);
      expect({ ...declared?.data, ...crossed?.data }, form.who).toMatchObject({
        ...expected,
        ack: { how },
      });
    }
  });
});
