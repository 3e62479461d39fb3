import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { expectedOf, filledForms, type FilledForm } from '../support/paper-forms.ts';
import { PaperThumbs } from '../support/paper-thumbs.ts';
import { PaperTypist } from '../support/paper-typist.ts';
import { readDelivered } from '../support/read-delivered.ts';
import { readLedger } from '../support/read-ledger.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

/** What no hand writes on a sheet, or the desk fills in for everybody. */
const derived = new Set([
  'schemaVersion',
  'channel',
  'paperSerial',
  'declaredAt',
  'validUntil',
  'byProxy',
  'ack',
  'move.departAt',
  'declarationId',
  'check.at',
  'check.noneAtOnce',
  'ruleSet',
]);
/** A telephone and a tablet; each takes its share of the forms, with `CHOT_FORMS=all` every one. */
const glasses = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const;
const isEvery = process.env['CHOT_FORMS'] === 'all';
const serialOf = (index: number): string => `GIAY-${String(index + 1).padStart(4, '0')}`;

describe('the filled forms', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-forms-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  let tablet: TabletBrowser;

  /** Each record as the server holds it, against its form, field by field. */
  const expectKept = (typed: readonly { form: FilledForm; serial: string }[]) => {
    const entries = readLedger(dataDir);
    for (const { form, serial } of typed) {
      const declared = entries.find(
        ({ kind, data }) =>
          kind === 'declaration.recorded' && 'paperSerial' in data && data.paperSerial === serial,
      );
      const crossed = entries.find(
        ({ kind, data }) =>
          kind === 'crossing.recorded' &&
          'declarationId' in data &&
          data.declarationId === declared?.subjectId,
      );
      const { 'ack.how': how, ...expected } = expectedOf(form);
      const kept = { ...declared?.data, ...crossed?.data };
      expect(kept, form.who).toMatchObject({ ...expected, ack: { how } });
      const unasked = Object.keys(kept).filter((key) => !(key in expected) && !derived.has(key));
      expect(unasked, form.who).toEqual([]);
    }
  };

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
    expectKept(filledForms.map((form, index) => ({ form, serial: serialOf(index) })));
  });

  it.each(glasses)(
    '[DESK-7] are typed by touch alone at $width×$height, and each kept record equals its form',
    async (glass) => {
      const { page } = tablet;
      await page.setViewportSize(glass);
      const share = glasses.indexOf(glass);
      const before = readDelivered(dataDir).records;
      const typed = filledForms
        .filter((_, index) => isEvery || index % glasses.length === share)
        .map((form, index) => ({ form, serial: `TAY-${glass.width}${100 + index}` }));
      const thumbs = new PaperThumbs(page);
      for (const { form, serial } of typed) {
        await thumbs.goThrough({ ...form, answers: { paperSerial: serial, ...form.answers } });
        await thumbs.keep(form);
      }
      await expect
        .poll(() => readDelivered(dataDir).records, { timeout: 60_000 })
        .toBe(before + typed.length);
      expectKept(typed);
    },
  );
});
