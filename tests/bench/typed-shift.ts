import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { enrol, openTab, signIn } from '../support/officer.ts';
import type { FilledForm } from '../support/paper-forms.ts';
import { PaperTypist, type Effort } from '../support/paper-typist.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

/** Serials of a pad that is printed here; the first lies on top. */
const issuePad = async (page: Page, sheets: number): Promise<string[]> => {
  await openTab(page, 'Làn');
  await page.getByRole('link', { name: 'Phiếu giấy: in, giao, trả' }).click();
  await page.locator('input[name=count]').fill(String(sheets));
  await page.getByLabel('A4').check();
  await page.getByRole('button', { name: 'Cấp số và xem tập', exact: true }).click();
  await page.getByRole('button', { name: 'In tập này', exact: true }).click();
  const pad = page.getByTestId('printed-pad');
  await pad.waitFor({ state: 'attached' });
  const serials = await pad.evaluate((element) => [
    ...new Set(
      [...element.querySelectorAll<HTMLElement>('[data-serial]')].map(
        ({ dataset }) => dataset['serial'] ?? '',
      ),
    ),
  ]);
  await openTab(page, 'Phiếu');
  return serials;
};

/** A desk with a printed pad, and an officer who types from it. */
export type TypedShift = {
  readonly page: Page;
  readonly url: string;
  /** @param paceMs between two keys; undefined: as fast as the page takes them */
  readonly type: (form: FilledForm, withCard: boolean, paceMs?: number) => Promise<Effort>;
  readonly close: () => Promise<void>;
};

export const openTypedShift = async (sheets: number): Promise<TypedShift> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-paper-'));
  const server = await startServer({ dataDir: join(work, 'data') });
  const tablet = await openTabletBrowser({ profile: join(work, 'profile') });
  const { page } = tablet;
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(server.url);
  await enrol(page, unit, 'Máy đo');
  await signIn(page, 'Phiếu giấy', '222222');
  const serials = await issuePad(page, sheets);
  return {
    page,
    url: server.url,
    type: async (form, withCard, paceMs) => {
      const typist = new PaperTypist(page);
      typist.paceMs = paceMs;
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      if (form.sameVehicle) await typist.goOnWithVehicle();
      const serial = serials.shift();
      if (serial === undefined) throw new Error('the pad is used up');
      const whole = { ...form, answers: { paperSerial: serial, ...form.answers } };
      if (withCard && form.card) await typist.readCard(whole);
      await typist.goThrough(whole);
      await typist.keep(whole);
      return typist.effort;
    },
    close: async () => {
      await tablet.close();
      await server.stop();
      rmSync(work, { recursive: true, force: true });
    },
  };
};
